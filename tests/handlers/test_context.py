"""Who acts, in their own words; each event once; strangers and leavers get a clear answer."""

import json
from typing import Any

import pytest
from slack_bolt import Ack
from structlog.contextvars import get_contextvars

from bot.slack.signed import Signer
from handlers.visit import Visit
from storage.keyring import Keyring
from storage.models.people import PersonRow
from tests.builders.keys import KEY
from tests.builders.people import person
from tests.delivery.conftest import NOW
from tests.handlers.conftest import Door

MENTION = {"type": "message", "channel": "C1", "user": "U0CHEN", "text": "hello", "ts": "1.1"}


def test_a_listener_is_handed_who_acts_and_their_words(door: Door) -> None:
    met: list[Any] = []

    @door.app.command("/who")
    def on_who(ack: Ack, visit: Visit) -> None:
        met.append((visit.person.name, visit.words.language))
        ack()

    assert door.command("/who", user="U0CHEN").status == 200
    assert met == [("Chen Jie", "en")]


def test_an_event_that_slack_repeats_is_dealt_with_once(door: Door) -> None:
    heard: list[str] = []
    door.app.event("message")(lambda event: heard.append(event["text"]))

    assert door.event(MENTION, event_id="Ev7").status == 200
    assert door.event(MENTION, event_id="Ev7").status == 200

    assert heard == ["hello"]


@pytest.mark.parametrize("event_id", ["Ev\ud83d", "E" * 65, "Ev\x00"])
def test_an_id_that_no_database_takes_is_known_again_too(door: Door, event_id: str) -> None:
    heard: list[str] = []
    door.app.event("message")(lambda event: heard.append(event["text"]))

    assert door.event(MENTION, event_id=event_id).status == 200
    assert door.event(MENTION, event_id=event_id).status == 200

    assert heard == ["hello"]


def test_an_event_whose_listener_failed_is_taken_up_again(door: Door) -> None:
    heard: list[str] = []

    @door.app.event("message")
    def on_message(event: dict[str, Any]) -> None:
        heard.append(event["text"])
        if len(heard) == 1:
            raise ZeroDivisionError

    assert door.event(MENTION, event_id="Ev8").status == 500
    assert door.event(MENTION, event_id="Ev8").status == 200
    assert door.event(MENTION, event_id="Ev8").status == 200

    assert heard == ["hello", "hello"]


def test_a_stranger_is_told_what_to_do(door: Door) -> None:
    door.app.command("/who")(lambda ack: ack())

    answer = json.loads(door.command("/who", user="U0STRANGER").body)

    assert answer["response_type"] == "ephemeral"
    assert answer["text"]


def test_a_stranger_is_told_it_in_the_language_of_their_account(door: Door) -> None:
    door.app.command("/who")(lambda ack: ack())

    for _ in range(2):
        assert "Steward 还不认识你" in json.loads(door.command("/who", user="U0STRANGER").body)["text"]


def test_a_strangers_message_in_a_channel_is_heard_and_nobody_acts(door: Door) -> None:
    acted: list[bool] = []
    door.app.event("message")(lambda visit: acted.append(visit.acting.by is not None))

    response = door.event({**MENTION, "user": "U0STRANGER"})

    assert (response.status, acted) == (200, [False])


def test_what_else_strangers_do_is_left_alone(door: Door) -> None:
    heard: list[str] = []
    door.app.event("reaction_added")(lambda event: heard.append(event["user"]))

    response = door.event({"type": "reaction_added", "user": "U0STRANGER", "item": {}})

    assert (response.status, heard) == (200, [])


def test_somebody_who_left_is_told_so_and_changes_nothing(door: Door) -> None:
    used: list[str] = []
    door.app.command("/who")(lambda ack, visit: (used.append(visit.person.name), ack()))
    with door.store.begin() as unit:
        unit.session.get_one(PersonRow, door.people.employee.id).left_on = NOW.date()

    answer = json.loads(door.command("/who", user="U0CHEN").body)

    assert "left" in answer["text"]
    assert used == []


def test_a_colleague_is_known_by_e_mail_at_first_sight(door: Door) -> None:
    met: list[tuple[str, str, str]] = []
    person(door.store, "New Name", linked=False)

    @door.app.command("/who")
    def on_who(ack: Ack, visit: Visit) -> None:
        met.append((visit.person.name, visit.words.language, visit.person.timezone))
        ack()

    door.command("/who", user="U0NEW")

    assert met == [("New Name", "zh_Hant", "Asia/Taipei")]
    with door.store.read() as unit:
        linked = unit.people.by_slack_id("U0NEW")
        assert linked is not None
        assert linked.name == "New Name"


def test_an_event_is_not_taken_for_done_while_slack_does_not_say_who_we_are(door: Door) -> None:
    heard: list[str] = []
    door.app.event("message")(lambda event: heard.append(event["text"]))
    door.sandbox.faults.fail_next("auth.test", status=503)

    assert door.event(MENTION, event_id="Ev9").status == 503
    assert door.event(MENTION, event_id="Ev9").status == 200

    assert heard == ["hello"]


def test_a_form_is_not_closed_as_if_it_were_sent_while_slack_does_not_say_who_we_are(door: Door) -> None:
    door.app.view("form")(lambda ack: ack())
    view = {"id": "V1", "type": "modal", "callback_id": "form", "private_metadata": ""}
    view["state"] = {"values": {}}
    payload = {"type": "view_submission", "user": {"id": "U0CHEN"}, "team": {"id": "T1"}, "view": view}
    door.sandbox.faults.drop_connections("auth.test")

    assert door.payload(payload).status == 503
    assert door.payload(payload).status == 200


def test_an_account_of_another_workspace_is_not_the_colleague_whose_address_it_carries(door: Door) -> None:
    used: list[str] = []
    newcomer = person(door.store, "New Name", linked=False)
    door.app.command("/who")(lambda ack, visit: (used.append(visit.person.name), ack()))
    door.sandbox.change_user("U0NEW", team_id="T0OTHER", locale="en-US")

    answer = json.loads(door.command("/who", user="U0NEW", team="T0OTHER").body)

    assert "another Slack workspace" in answer["text"]
    assert used == []
    with door.store.read() as unit:
        assert unit.people.get(newcomer.id).slack_id is None


def test_a_known_account_that_acts_from_elsewhere_is_asked_about(door: Door) -> None:
    used: list[str] = []
    door.app.command("/who")(lambda ack, visit: (used.append(visit.person.name), ack()))

    door.command("/who", user="U0CHEN", team="T0OTHER")  # of the same organisation, says Slack
    assert used == ["Chen Jie"]

    door.sandbox.change_user("U0WU", team_id="T0OTHER")
    answer = json.loads(door.command("/who", user="U0WU", team="T0OTHER").body)
    assert "another Slack workspace" in answer["text"]
    assert used == ["Chen Jie"]


def test_a_bot_with_a_colleagues_address_is_nobody(door: Door) -> None:
    used: list[str] = []
    person(door.store, "New Name", linked=False)
    door.app.command("/who")(lambda ack, visit: (used.append(visit.person.name), ack()))
    door.sandbox.change_user("U0NEW", is_bot=True, locale="en-US")

    answer = json.loads(door.command("/who", user="U0NEW").body)

    assert answer["text"].startswith("Steward does not know you yet")
    assert used == []


def test_a_form_that_was_not_made_here_reaches_no_listener(door: Door) -> None:
    signer = Signer(Keyring([KEY]).derived("forms"))
    door.client.signer = signer
    heard: list[str] = []

    @door.app.view("a.form")
    def hear(ack: Ack, view: dict[str, Any]) -> None:
        heard.append(view["private_metadata"])
        ack(response_action="update", view={"callback_id": "a.form", "private_metadata": "8"})

    def handed_in(carried: str) -> Any:
        view = {"id": "V1", "type": "modal", "callback_id": "a.form", "private_metadata": carried}
        view |= {"state": {"values": {}}, "hash": "1"}
        payload = {"type": "view_submission", "user": {"id": "U0CHEN"}, "team": {"id": "T1"}, "view": view}
        return json.loads(door.payload(payload).body)

    ours = signer.view({"callback_id": "a.form", "private_metadata": "7"})["private_metadata"]
    assert handed_in("7")["response_action"] == "push"
    assert handed_in(ours.replace("7", "9", 1))["response_action"] == "push"
    assert heard == []

    shown = handed_in(ours)["view"]

    assert heard == ["7"]
    assert signer.checked(shown) == {"callback_id": "a.form", "private_metadata": "8"}


def test_lines_of_a_request_bear_its_number_and_nothing_that_was_sent(door: Door) -> None:
    bound: list[dict[str, Any]] = []
    door.app.event("message")(lambda event: bound.append(get_contextvars()))

    for number in (1, 2):
        door.event({**MENTION, "ts": f"{number}.1"}, event_id=f"Ev{number}")

    assert [set(each) for each in bound] == [{"request", "kind"}] * 2
    assert [each["kind"] for each in bound] == ["event_callback"] * 2
    assert len({each["request"] for each in bound}) == 2
    assert get_contextvars() == {}
