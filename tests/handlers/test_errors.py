"""Every refusal is worded where its person looks; an accident gives a reference and tells no secret."""

import json
import re
from typing import Any

import pytest
from slack_bolt import Ack, BoltRequest
from sqlalchemy import text

from bot.errors import Refusal
from tests.handlers.conftest import Door

MESSAGE = '{"type": "event_callback", "event": {"type": "message", "channel": "C1", "ts": "1.1"}}'
SECRET_WORDS = "what somebody wrote"
VIEW = {"id": "V1", "type": "modal", "callback_id": "form", "state": {"values": {}}, "private_metadata": ""}


def submission() -> dict[str, Any]:
    return {"type": "view_submission", "user": {"id": "U0CHEN"}, "team": {"id": "T1"}, "view": VIEW}


def refusing(field: str | None = None) -> Any:
    def listener(ack: Ack) -> None:
        raise Refusal("person.unknown", field=field)

    return listener


def failing(ack: Ack) -> None:
    raise ValueError(SECRET_WORDS)


def test_a_refused_field_is_marked_in_the_form(door: Door) -> None:
    door.app.view("form")(refusing(field="some_block"))

    answer = json.loads(door.payload(submission()).body)

    assert answer["response_action"] == "errors"
    assert "Ask HR" in answer["errors"]["some_block"]


def test_a_refused_form_stays_under_the_sentence(door: Door) -> None:
    door.app.view("form")(refusing())

    answer = json.loads(door.payload(submission()).body)

    assert answer["response_action"] == "push"
    assert "Ask HR" in json.dumps(answer["view"])


def test_a_refused_command_is_answered_to_its_person_only(door: Door) -> None:
    door.app.command("/do")(refusing())

    answer = json.loads(door.command("/do", user="U0CHEN").body)

    assert answer["response_type"] == "ephemeral"
    assert "Ask HR" in answer["text"]


def test_a_database_that_is_away_is_told_and_asks_to_press_again(
    door: Door, capsys: pytest.CaptureFixture[str]
) -> None:
    def no_room(ack: Ack) -> None:
        with door.store.begin() as unit:
            unit.session.execute(text("PRAGMA query_only = on"))
            unit.session.execute(text("DELETE FROM people"))
        ack()

    door.app.view("form")(no_room)
    door.app.command("/do")(no_room)

    form, command = door.payload(submission()), door.command("/do", user="U0CHEN")

    assert json.loads(form.body)["response_action"] == "push"
    assert all(
        "Not saved" in answer.body and "again in a minute" in answer.body for answer in (form, command)
    )
    assert "database.not_there" in "".join(capsys.readouterr())
    with door.store.read() as unit:
        assert unit.people.get(door.people.employee.id)


def test_what_is_about_a_row_that_is_not_there_is_said_without_a_reference(door: Door) -> None:
    def listener() -> None:
        with door.store.read() as unit:
            unit.reviews.look(999_999)

    door.app.command("/do")(listener)

    answer = json.loads(door.command("/do", user="U0CHEN").body)

    assert "Open Steward's Home" in answer["text"]
    assert "reference" not in answer["text"]


def test_an_accident_gives_a_reference_that_stands_in_the_log(
    door: Door, capsys: pytest.CaptureFixture[str]
) -> None:
    door.app.command("/do")(failing)

    answer = json.loads(door.command("/do", user="U0CHEN").body)

    found = re.search(r"reference: ([0-9A-F]{6})\.", answer["text"])
    assert found
    logged = capsys.readouterr()
    assert found[1] in logged.out + logged.err


def test_an_accident_tells_nothing_private(
    door: Door, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    door.app.view("form")(failing)

    answer = door.payload(submission()).body

    logged = capsys.readouterr()
    assert SECRET_WORDS not in answer + logged.out + logged.err + caplog.text


def test_a_failed_event_is_sent_again_and_a_refused_one_is_not(door: Door) -> None:
    message = {"type": "message", "channel": "C1", "user": "U0CHEN", "text": "x", "ts": "1.1"}
    door.app.event("message")(failing)

    assert door.event(message, event_id="Ev1").status == 500


def test_a_refused_event_is_done_with(door: Door) -> None:
    message = {"type": "message", "channel": "C1", "user": "U0CHEN", "text": "x", "ts": "1.1"}
    door.app.event("message")(lambda: refusing()(None))

    assert door.event(message, event_id="Ev2").status == 200


@pytest.mark.parametrize("nobody_answers", ["http://127.0.0.1:9/late", "{sandbox}/nowhere"])
def test_a_click_whose_answer_cannot_be_shown_is_not_taken_for_done(door: Door, nobody_answers: str) -> None:
    door.app.action("press")(lambda: refusing()(None))
    click = {
        "type": "block_actions",
        "user": {"id": "U0CHEN"},
        "team": {"id": "T1"},
        "container": {"type": "message", "channel_id": "C1", "message_ts": "1.1"},
        "response_url": nobody_answers.format(sandbox=door.sandbox.url),
        "trigger_id": "1.2.x",
        "actions": [
            {"type": "button", "action_id": "press", "block_id": "b", "value": "1", "action_ts": "1.1"}
        ],
    }

    assert door.payload(click).status == 500


def test_a_click_in_a_form_whose_answer_cannot_be_shown_is_not_taken_for_done(door: Door) -> None:
    door.app.action("press")(lambda: refusing()(None))
    click = {
        "type": "block_actions",
        "user": {"id": "U0CHEN"},
        "team": {"id": "T1"},
        "container": {"type": "view", "view_id": "V1"},
        "view": VIEW,
        "trigger_id": "used.up.long ago",
        "actions": [
            {"type": "button", "action_id": "press", "block_id": "b", "value": "1", "action_ts": "1.1"}
        ],
    }

    assert door.payload(click).status == 500


def test_an_accident_before_anybody_is_known_is_an_error_and_no_second_accident(door: Door) -> None:
    unsigned = {"x-slack-request-timestamp": ["never"], "x-slack-signature": ["v0=1"]}

    assert door.app.dispatch(BoltRequest(body=MESSAGE, headers=unsigned)).status == 500
