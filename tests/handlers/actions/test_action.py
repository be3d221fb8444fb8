"""Whoever puts another's id into a button or a form of actions is refused, on record, and learns nothing."""

import json
from typing import Any

import pytest
from slack_bolt import BoltResponse
from structlog.testing import capture_logs

from bot.domain.actions.action_form import TypedAction
from bot.domain.reviews.way import State
from bot.services.actions.action_form import open_action_form
from bot.services.actions.my_actions import read_actions
from handlers import errors
from handlers.listeners import register_all
from messages.actions.action_modal import FORM
from messages.actions.actions_modal import (
    BECAME,
    DROP,
    DROP_FORM,
    FOLLOW,
    LIST,
    NEW,
    OPEN,
    REASON,
    REOPEN,
    SHOW_GROWTH,
    TAKE_UP,
    TURN_DOWN,
    WRITE_PLAN,
)
from messages.actions.became_modal import BECAME_FORM
from messages.actions.gaps import CLOSE
from messages.actions.gates_modal import OFFER, OFFER_FORM
from messages.actions.growth_modal import LIST_OTHER
from messages.actions.mentor_card import ACCEPT, DECLINE
from messages.actions.mentor_modal import DECLINE_FORM
from messages.actions.training_modal import DECLINE_FORM as DECLINE_TRAINING_FORM
from storage.models.delivery import OutboxRow
from tests.builders.acting import acting
from tests.builders.actions import DONE_SO, GAP, Improving
from tests.handlers.conftest import Door

Payload = dict[str, Any]
NOT_THERE = 4711


def pressed(action_id: str, value: str) -> Payload:
    """In the list of whoever presses."""
    action = {"type": "button", "action_id": action_id, "action_ts": "1.1", "block_id": "b", "value": value}
    container = {"type": "view", "view_id": "V1"}
    return {
        "type": "block_actions",
        "container": container,
        "view": view(LIST, '{"about": 1}'),
        "actions": [action],
    }


def view(callback_id: str, carried: str) -> Payload:
    typed = {"type": "plain_text_input", "value": "Why?"}
    return {
        "id": "V1",
        "type": "modal",
        "hash": "h",
        "callback_id": callback_id,
        "private_metadata": carried,
        "blocks": [],
        "state": {"values": {REASON: {REASON: typed}}},
    }


def sent(callback_id: str, carried: str) -> Payload:
    return {"type": "view_submission", "view": view(callback_id, carried)}


def of_an_action(number: int) -> list[Payload]:
    over_list = json.dumps({"action": number, "about": 1})
    dropped = json.dumps({"action": number, "seen": 1, "about": 1})
    return [
        *(pressed(f"{FOLLOW}{event}", f"{number}:1") for event in ("finish", "go_on", "stick")),
        *(pressed(action_id, f"{number}:1") for action_id in (DROP, REOPEN)),
        *(pressed(action_id, f"{number}:1") for action_id in (TAKE_UP, TURN_DOWN, BECAME)),
        *(pressed(action_id, str(number)) for action_id in (ACCEPT, DECLINE)),
        *(sent(form, over_list) for form in (DECLINE_TRAINING_FORM, BECAME_FORM)),
        sent(DROP_FORM, dropped),
        sent(DECLINE_FORM, str(number)),
    ]


def of_a_person(number: int) -> list[Payload]:
    return [
        *(
            pressed(action_id, str(number))
            for action_id in (OPEN, NEW, OFFER, SHOW_GROWTH, LIST_OTHER, CLOSE)
        ),
        sent(FORM, json.dumps({"about": number})),
        sent(OFFER_FORM, str(number)),
    ]


@pytest.fixture
def said(door: Door, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What people were answered."""
    register_all(door.app)
    found: list[str] = []

    def answer(_words: object, text: str, **_: object) -> BoltResponse:
        found.append(str(text))
        return BoltResponse(status=200, body="")

    monkeypatch.setattr(errors, "_answer", answer)
    return found


def test_anothers_id_is_refused_on_record_and_like_one_that_is_not_there(door: Door, said: list[str]) -> None:
    improving = Improving(door.store, door.people)
    theirs = improving.ask(door.people.developer)
    review = door.world.review_at(State.RELEASED)
    stranger = door.people.admin
    with door.store.read() as unit:
        before = unit.session.query(OutboxRow).count()

    pairs = [
        *zip(of_an_action(theirs.id), of_an_action(NOT_THERE), strict=True),
        *zip(of_a_person(door.people.employee.id), of_a_person(NOT_THERE), strict=True),
        (pressed(WRITE_PLAN, str(review.id)), pressed(WRITE_PLAN, str(NOT_THERE))),
    ]
    for of_theirs, of_nothing in pairs:
        answers, records = [], []
        for payload in (of_theirs, of_nothing):
            said.clear()
            who = {"user": {"id": stranger.slack_id, "team_id": "T1"}, "team": {"id": "T1"}}
            with capture_logs() as logged:
                door.payload({**who, "trigger_id": "1.2.x", **payload})
            answers.append(list(said))
            records.append([each for each in logged if each.get("logger") == "steward.security"])
        assert answers[0] == answers[1], of_theirs
        assert len(answers[0]) == 1, of_theirs
        assert records[0] == records[1], of_theirs
        assert [each["by"] for each in records[0]] == [stranger.id], of_theirs

    assert improving.look(theirs.id) == theirs
    with door.store.read() as unit:
        assert unit.session.query(OutboxRow).count() == before


@pytest.mark.parametrize("value", ["", "x", "1", "1:x", "0:1", "99999999999:1", "1:1:1"])
def test_what_no_button_of_ours_carries_is_told_so(door: Door, said: list[str], value: str) -> None:
    who = {"user": {"id": door.people.employee.slack_id, "team_id": "T1"}, "team": {"id": "T1"}}

    door.payload({**who, "trigger_id": "1.2.x", **pressed(f"{FOLLOW}finish", value)})

    assert len(said) == 1
    assert "does not know what this belongs to" in said[0]


def filled(**said: str) -> Payload:
    """What stands in the form of an action, by field."""

    def element(field: str, value: str) -> Payload:
        if field == "due":
            return {"type": "datepicker", "selected_date": value}
        if field in ("gap", "text"):
            return {"type": "plain_text_input", "value": value}
        chosen = {"text": {"type": "plain_text", "text": "x"}, "value": value}
        return {"type": "static_select", "selected_option": chosen}

    return {field: {"value": element(field, value)} for field, value in said.items()}


def test_what_stands_in_a_closed_form_is_there_again_and_what_is_sent_is_written(
    door: Door, said: list[str]
) -> None:
    manager, chen = door.people.manager, door.people.employee
    who = {"user": {"id": manager.slack_id, "team_id": "T1"}, "team": {"id": "T1"}, "trigger_id": "1.2.x"}
    stands = {"kind": "practice", "owner": "employee", "due": "2030-11-25", "gap": GAP, "text": DONE_SO}
    shown = view(FORM, json.dumps({"about": chen.id}))
    shown["state"] = {"values": filled(**stands)}

    door.payload({**who, "type": "view_closed", "is_cleared": False, "view": shown})
    by = acting(door.store, by=manager)
    assert open_action_form(by, person_id=chen.id).typed == TypedAction(**stands)
    door.payload({**who, "type": "view_submission", "view": shown})

    assert said == []
    [made] = read_actions(by, person_id=chen.id).listed
    assert (made.action.text, made.action.owner_id) == (DONE_SO, chen.id)
    assert open_action_form(by, person_id=chen.id).typed == TypedAction()
