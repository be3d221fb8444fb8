"""A manager writes words and chooses a channel; whoever they are about answers with one click."""

import json
from types import SimpleNamespace
from typing import Any

import pytest

from bot.domain.people import Person
from bot.domain.reviews.recognition_way import State
from bot.domain.reviews.review import Review
from handlers.reviews import recognition
from messages.reviews.recognition_card import AGREE, DECLINE, TAKE_DOWN
from messages.reviews.recognition_modal import CHANNEL, FORM, WORDS
from storage.models.recognition import RecognitionRow
from tests.builders.matrix import TOP, released
from tests.handlers.conftest import Door

PRAISE = "C0PRAISE1"


@pytest.fixture
def review(door: Door, monkeypatch: pytest.MonkeyPatch) -> Review:
    names = {PRAISE: "praise", "C0WEBSITE1": "website-requests"}
    monkeypatch.setattr(recognition, "Slack", lambda _client: SimpleNamespace(joined=names.get))
    recognition.register(door.app)
    return released(door.world, {door.people.employee: TOP})[0]


def submitted(
    door: Door, review: Review, *, words: str = "Stayed calm.", channel: str | None = PRAISE
) -> Any:
    values = {
        WORDS: {WORDS: {"type": "plain_text_input", "value": words}},
        CHANNEL: {CHANNEL: {"type": "channels_select", "selected_channel": channel}},
    }
    view = {
        "id": "V1",
        "type": "modal",
        "hash": "h",
        "blocks": [],
        "callback_id": FORM,
        "private_metadata": f"{review.id}:0",
        "state": {"values": values},
    }
    return json.loads(_send(door, door.people.manager, {"type": "view_submission", "view": view}))


def click(door: Door, by: Person, action_id: str, value: str) -> None:
    action = {"action_id": action_id, "block_id": "b", "type": "button", "value": value, "action_ts": "1.1"}
    container = {"type": "message", "message_ts": "1.1", "channel_id": "D1"}
    _send(door, by, {"type": "block_actions", "container": container, "actions": [action]})


def _send(door: Door, by: Person, payload: dict[str, Any]) -> str:
    who = {"user": {"id": by.slack_id, "team_id": "T1"}, "team": {"id": "T1"}, "trigger_id": "1.2.x"}
    return str(door.payload({**who, **payload}).body)


def states(door: Door) -> list[State]:
    with door.store.read() as unit:
        return [row.state for row in unit.session.query(RecognitionRow)]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"words": " "}, WORDS),
        ({"words": "A clear 4.5"}, WORDS),
        ({"channel": None}, CHANNEL),
        ({"channel": "C0NOTIN00"}, CHANNEL),
        ({"channel": "C0WEBSITE1"}, CHANNEL),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    door: Door, review: Review, given: dict[str, Any], field: str
) -> None:
    assert list(submitted(door, review, **given)["errors"]) == [field]
    assert states(door) == []


def test_asked_answered_and_a_strangers_click_does_nothing(door: Door, review: Review) -> None:
    assert "Chen Jie is asked now" in json.dumps(submitted(door, review))
    for action_id in (AGREE, DECLINE, TAKE_DOWN):
        for value in ("1:1", "4711:1", "", "x", "1"):
            click(door, door.people.colleague, action_id, value)
    click(door, door.people.employee, AGREE, "1:2")
    assert states(door) == [State.ASKED]

    click(door, door.people.employee, AGREE, "1:1")
    assert states(door) == [State.AGREED]
    click(door, door.people.employee, TAKE_DOWN, "1:1")
    assert states(door) == [State.DECLINED], "it was not out yet"
