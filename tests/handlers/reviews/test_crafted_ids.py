"""Whoever puts another review's id into a button or a form is refused, on record, and learns nothing."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from slack_bolt import BoltResponse
from structlog.testing import capture_logs

from bot.domain.people import Person
from bot.domain.reviews.input import How
from bot.domain.reviews.talk_way import State as TalkState
from bot.domain.reviews.way import State
from handlers import errors
from handlers.goals import figures
from handlers.listeners import register_all
from handlers.reviews import (
    appeal,
    approval,
    beside_review,
    calibration,
    contribution,
    cycle,
    delegation,
    explain,
    export,
    history,
    input,
    matrix,
    no_surprise,
    recognition,
    release,
    second_look,
    self_score,
    take_back,
    talk,
    used_files,
    view_as,
)
from handlers.reviews import review as reviewing
from messages.goals.figure_note import SEE
from messages.reviews.adjust_modal import ADJUST_FORM, SAVE
from messages.reviews.adjust_modal import CHOOSE as CHOOSE_SCORE
from messages.reviews.appeal_card import DECIDE
from messages.reviews.appeal_card import READ as READ_APPEALED
from messages.reviews.appeal_modals import APPEAL_FORM, DECISION_FORM
from messages.reviews.approval_buttons import (
    ADJUST,
    APPROVE,
    ASK,
    EXPLAIN,
    FEEDBACK,
    FIGURES,
    READ_ALL,
    SHEET,
)
from messages.reviews.approve_modal import APPROVE_FORM
from messages.reviews.ask_modal import ASK_FORM, QUESTION
from messages.reviews.calibration_modal import PERSON, ROOM
from messages.reviews.calibration_move_modal import MOVE_FORM
from messages.reviews.calibration_person_modal import BACK as TAKE_MOVE_BACK
from messages.reviews.calibration_person_modal import MOVE, PERSON_FORM
from messages.reviews.contribution_card import CONTRIBUTE
from messages.reviews.contribution_modal import CONTRIBUTION_FORM, TEXT
from messages.reviews.input_card import DECLINE as DECLINE_INPUT
from messages.reviews.input_card import GIVE
from messages.reviews.input_card import OPEN as OPEN_INPUT
from messages.reviews.input_card import READ as READ_INPUT
from messages.reviews.input_modal import ASK as ASK_INPUT
from messages.reviews.input_modal import ASK_FORM as ASK_INPUT_FORM
from messages.reviews.input_modal import ASK_MORE, CHOOSE_SET, GIVE_FORM, MORE_FORM, WITHDRAW
from messages.reviews.input_modal import LIST as INPUT_LIST
from messages.reviews.my_review_card import OPEN, PREVIEW, SEE_SENT, TAKE_BACK
from messages.reviews.my_talk_card import ACKNOWLEDGE, APPEAL, DENY
from messages.reviews.my_talk_card import CHOOSE as CHOOSE_TIME
from messages.reviews.no_surprise_lines import RECORD_NOW
from messages.reviews.recognition_modal import FORM as RECOGNITION_FORM
from messages.reviews.recognition_modal import OPEN as RECOGNISE
from messages.reviews.recognition_modal import WORDS
from messages.reviews.release_modal import RELEASE_IT
from messages.reviews.result_card import SEE_RESULT
from messages.reviews.review_modal import REVIEW_FORM, REVIEW_IT
from messages.reviews.second_look_card import CONFIRM, READ, SEND_BACK
from messages.reviews.second_look_modals import DOUBTS, READ_FORM, REASON, SEND_BACK_FORM
from messages.reviews.self_score_fields import CHOOSE
from messages.reviews.self_score_fields import READ as READ_RUNGS
from messages.reviews.self_score_files import BESIDE, LEAVE_OUT
from messages.reviews.self_score_modal import GO_TO, NEXT, SUBMIT
from messages.reviews.self_score_modal import WRITE as WRITE_CASE
from messages.reviews.self_score_pocket import USE
from messages.reviews.take_back_card import GIVE_BACK, KEEP
from messages.reviews.take_back_modal import TAKE_BACK_FORM, WHY
from messages.reviews.talk_card import HELD_ON, PREPARE, PROPOSE
from messages.reviews.talk_modals import BEHAVIOUR, HELD_FORM, PREPARE_FORM, TIMES_FORM
from messages.reviews.used_files import WANT
from messages.reviews.view_as_modal import REVIEW
from messages.reviews.view_as_modal import REVIEW_FORM as VIEW_AS_FORM
from storage.models.delivery import OutboxRow
from tests.builders.talks import Talks
from tests.handlers.conftest import Door
from tests.services.reviews.test_input import asks

NOT_THERE = 4711

Payload = dict[str, Any]


def _place(number: int) -> str:
    return json.dumps({"review": number, "step": 1, "read_at": ""})


def _scored(number: int) -> str:
    return json.dumps({"review_id": number, "version": 5, "read_at": "", "shown": ""})


def _shown(number: int) -> str:
    return json.dumps({"review": number, "sent": []})


def button(action_id: str, value: str = "{id}:5") -> Callable[[int], Payload]:
    return lambda number: {
        "type": "block_actions",
        "container": {"type": "message", "message_ts": "1.1", "channel_id": "D1"},
        "actions": [_action(action_id, value.format(id=number))],
    }


def in_form(
    action_id: str,
    callback_id: str = NEXT,
    carried: Callable[[int], str] = _place,
    *,
    value: str = "1",
) -> Callable[[int], Payload]:
    """Pressed in a form whose private_metadata names the review."""

    def payload(number: int) -> Payload:
        view = _view(callback_id, carried(number), {})
        container = {"type": "view", "view_id": "V1"}
        return {
            "type": "block_actions",
            "container": container,
            "view": view,
            "actions": [_action(action_id, value)],
        }

    return payload


def form(callback_id: str, values: Payload | None = None) -> Callable[[int], Payload]:
    return lambda number: {
        "type": "view_submission",
        "view": _view(callback_id, f"{number}:5", values or {}),
    }


def step(
    callback_id: str,
    kind: str = "view_submission",
    carried: Callable[[int], str] = _place,
    values: Payload | None = None,
) -> Callable[[int], Payload]:
    return lambda number: {"type": kind, "view": _view(callback_id, carried(number), values or {})}


def chosen_review(number: int) -> Payload:
    chosen = {"text": {"type": "plain_text", "text": "x"}, "value": str(number)}
    values = {REVIEW: {REVIEW: {"type": "static_select", "selected_option": chosen}}}
    return {"type": "view_submission", "view": _view(VIEW_AS_FORM, "1", values)}


def calibrates(action_id: str, callback_id: str, value: str) -> Callable[[int], Payload]:
    """Pressed in the calibration: in the room, or beneath one person's reasons."""

    def payload(number: int) -> Payload:
        carried = "1:1:0:all" if callback_id == ROOM else f"{number}:1:1:0:all"
        pressed = {
            "type": "button",
            "action_id": action_id,
            "action_ts": "1.1",
            "block_id": "b",
            "value": value.format(id=number),
        }
        return {
            "type": "block_actions",
            "container": {"type": "view", "view_id": "V1"},
            "view": _view(callback_id, carried, {}),
            "actions": [pressed],
        }

    return payload


def _moving(number: int) -> str:
    return f"{number}:0:-:1:1:0:all"


A_MOVE: Payload = {
    "point": {"point": {"type": "static_select", "selected_option": {"value": "3.5"}}},
    "reason": {"reason": {"type": "plain_text_input", "value": "x"}},
}


def _typed(block: str) -> Payload:
    return {block: {block: {"type": "plain_text_input", "value": "Why?"}}}


def _action(action_id: str, value: str) -> Payload:
    chosen = {"text": {"type": "plain_text", "text": "x"}, "value": "1"}
    action: Payload = {"action_id": action_id, "action_ts": "1.1", "block_id": "pocket:kpi:k1"}
    if action_id.startswith(USE):
        return {**action, "type": "static_select", "selected_option": chosen}
    if action_id == LEAVE_OUT:
        beside = {"block_id": f"{BESIDE}:values:teamwork", "type": "overflow", "selected_option": chosen}
        return {**action, **beside}
    if action_id in (CHOOSE, CHOOSE_SCORE):
        return {**action, "type": "static_select", "selected_option": chosen}
    return {**action, "type": "button", "value": value}


def _view(callback_id: str, carried: str, values: Payload) -> Payload:
    return {
        "id": "V1",
        "type": "modal",
        "hash": "h",
        "callback_id": callback_id,
        "private_metadata": carried,
        "blocks": [],
        "state": {"values": values},
    }


DOUBTED = {**_typed(REASON), DOUBTS: {DOUBTS: {"type": "multi_static_select"}}}

CRAFTED: Mapping[Callable[..., Any], tuple[Callable[[int], Payload], ...]] = {
    approval.on_approve: (button(APPROVE),),
    approval.on_adjust: (button(ADJUST),),
    approval.on_ask: (button(ASK),),
    approval.on_read_all: (button(READ_ALL),),
    approval.on_see_result: (button(SEE_RESULT, "{id}"),),
    approval.on_approved: (form(APPROVE_FORM),),
    approval.on_score: (in_form(CHOOSE_SCORE, ADJUST_FORM, _scored),),
    approval.on_save: (in_form(SAVE, ADJUST_FORM, _scored),),
    approval.on_scored: (step(ADJUST_FORM, carried=_scored),),
    approval.on_closed: (step(ADJUST_FORM, "view_closed", _scored),),
    beside_review.on_sheet: (button(SHEET),),
    beside_review.on_figures: (button(FIGURES),),
    beside_review.on_feedback: (button(FEEDBACK),),
    contribution.on_closed: (step(CONTRIBUTION_FORM, "view_closed", str, _typed(TEXT)),),
    calibration.on_person: (calibrates(PERSON, ROOM, "{id}"),),
    calibration.on_move: (calibrates(MOVE, PERSON_FORM, "{id}:0"),),
    calibration.on_take_back: (calibrates(TAKE_MOVE_BACK, PERSON_FORM, "{id}:0"),),
    calibration.on_closed: (step(MOVE_FORM, "view_closed", _moving, A_MOVE),),
    calibration.on_moved: (step(MOVE_FORM, carried=_moving, values=A_MOVE),),
    recognition.on_open: (button(RECOGNISE, "{id}"),),
    recognition.on_closed: (
        step(RECOGNITION_FORM, "view_closed", lambda number: f"{number}:0", _typed(WORDS)),
    ),
    recognition.on_written: (
        step(RECOGNITION_FORM, carried=lambda number: f"{number}:0", values=_typed(WORDS)),
    ),
    contribution.on_open: (button(CONTRIBUTE, "{id}"),),
    contribution.on_send: (step(CONTRIBUTION_FORM, carried=str, values=_typed(TEXT)),),
    explain.on_explain: (button(EXPLAIN, "{id}"),),
    no_surprise.on_record_now: (button(RECORD_NOW, "{id}"),),
    take_back.on_take_back: (button(TAKE_BACK, "{id}"),),
    take_back.on_asked_back: (step(TAKE_BACK_FORM, carried=str, values=_typed(WHY)),),
    take_back.on_closed: (step(TAKE_BACK_FORM, "view_closed", str, _typed(WHY)),),
    take_back.on_give_back: (button(GIVE_BACK),),
    take_back.on_keep: (button(KEEP),),
    used_files.on_want: (in_form(f"{WANT}.1", "reviews.approval.cases", _shown, value="1:0"),),
    approval.on_asked: (form(ASK_FORM, _typed(QUESTION)),),
    approval.on_ask_closed: (step(ASK_FORM, "view_closed", lambda number: f"{number}:5", _typed(QUESTION)),),
    reviewing.on_review_it: (button(REVIEW_IT, "{id}"),),
    reviewing.on_reviewed: (form(REVIEW_FORM),),
    release.on_owed: (button(RELEASE_IT, "{id}"),),
    second_look.on_confirm: (button(CONFIRM), button(CONFIRM, "{id}:5")),
    second_look.on_read: (button(READ, "{id}"),),
    second_look.on_send_back: (button(SEND_BACK),),
    second_look.on_confirmed: (form(READ_FORM),),
    second_look.on_sent_back: (form(SEND_BACK_FORM, DOUBTED),),
    second_look.on_closed: (step(SEND_BACK_FORM, "view_closed", lambda number: f"{number}:5", DOUBTED),),
    self_score.on_open: (button(OPEN, "{id}"),),
    self_score.on_preview: (button(PREVIEW, "{id}"),),
    self_score.on_see_sent: (button(SEE_SENT, "{id}"),),
    self_score.on_choose: (in_form(CHOOSE),),
    self_score.on_go_to: (in_form(GO_TO),),
    self_score.on_write: (in_form(WRITE_CASE, value="kpi:k1"),),
    self_score.on_leave_out: (in_form(LEAVE_OUT),),
    self_score.on_read: (in_form(READ_RUNGS),),
    self_score.on_use: (in_form(f"{USE}.1"),),
    self_score.on_next: (step(NEXT),),
    self_score.on_close: (step(NEXT, "view_closed"),),
    self_score.on_submit: (step(SUBMIT),),
    view_as.on_review_chosen: (chosen_review,),
    figures.on_see: (button(SEE, "{id}:1"),),
}
"""By each listener that takes a review's id: what Slack would send it of a review that is somebody else's."""

OF_TALKS: Mapping[Callable[..., Any], tuple[Callable[[int], Payload], ...]] = {
    talk.on_prepare: (button(PREPARE, "{id}"),),
    talk.on_prepared: (step(PREPARE_FORM, carried=str, values=_typed(BEHAVIOUR)),),
    talk.on_closed: (step(PREPARE_FORM, "view_closed", str, _typed(BEHAVIOUR)),),
    talk.on_propose: (button(PROPOSE, "{id}"),),
    talk.on_proposed: (step(TIMES_FORM, carried=str),),
    talk.on_choose: (button(f"{CHOOSE_TIME}.0", "{id}:1:0"),),
    talk.on_held_on: (button(HELD_ON, "{id}"),),
    talk.on_held: (step(HELD_FORM, carried=str),),
    talk.on_acknowledge: (button(ACKNOWLEDGE, "{id}"),),
    talk.on_deny: (button(DENY, "{id}"),),
    appeal.on_appeal: (button(APPEAL, "{id}"),),
    appeal.on_appealed: (step(APPEAL_FORM, carried=str, values=_typed(REASON)),),
    appeal.on_appeal_closed: (step(APPEAL_FORM, "view_closed", str, _typed(REASON)),),
    appeal.on_read: (button(READ_APPEALED, "{id}"),),
    appeal.on_decide: (button(DECIDE, "{id}"),),
    appeal.on_decided: (step(DECISION_FORM, carried=str, values=_typed(REASON)),),
    appeal.on_decision_closed: (step(DECISION_FORM, "view_closed", str, _typed(REASON)),),
}
"""The same by each that takes a talk's."""


def more_of(number: int) -> Payload:
    """Pressed in the list of what was asked about somebody."""
    return {**button(ASK_MORE, "{id}")(number), "view": _view(INPUT_LIST, "1", {})}


OF_INPUT: Mapping[Callable[..., Any], tuple[Callable[[int], Payload], ...]] = {
    input.on_ask_more: (more_of,),
    input.on_more_asked: (step(MORE_FORM, carried=str),),
    input.on_more_closed: (step(MORE_FORM, "view_closed", str),),
    input.on_withdraw: (button(WITHDRAW, "{id}"),),
    input.on_give: (button(GIVE, "{id}"),),
    input.on_given: (step(GIVE_FORM, carried=lambda number: f"{number}:x", values=_typed("answer_0")),),
    input.on_give_closed: (step(GIVE_FORM, "view_closed", lambda number: f"{number}:x", _typed("answer_0")),),
    input.on_decline: (button(DECLINE_INPUT, "{id}"),),
}
"""The same by each that takes a request's for input."""

OF_WHOM_INPUT_IS_ABOUT: Mapping[Callable[..., Any], tuple[Callable[[int], Payload], ...]] = {
    input.on_open: (button(OPEN_INPUT, "{id}"),),
    input.on_read: (button(READ_INPUT, "{id}"), button(READ_INPUT, "{id}:1")),
    input.on_ask: (button(ASK_INPUT, "{id}"),),
    input.on_choose_set: (in_form(CHOOSE_SET, ASK_INPUT_FORM, str),),
    input.on_asked: (step(ASK_INPUT_FORM, carried=str),),
    input.on_ask_closed: (step(ASK_INPUT_FORM, "view_closed", str),),
}
"""The same by each that takes the id of whom input is about."""

CLOSED = {
    calibration.on_closed,
    talk.on_closed,
    appeal.on_appeal_closed,
    appeal.on_decision_closed,
    self_score.on_close,
    approval.on_ask_closed,
    approval.on_closed,
    contribution.on_closed,
    second_look.on_closed,
    take_back.on_closed,
    recognition.on_closed,
    input.on_ask_closed,
    input.on_more_closed,
    input.on_give_closed,
}

OF_NO_REVIEW = {
    cycle.on_review,
    cycle.on_open_unusual,
    cycle.on_score_early,
    cycle.on_withdraw,
    cycle.on_correct,
    calibration.on_open,
    calibration.on_enter,
    calibration.on_what_fits,
    calibration.on_agree,
    delegation.on_chosen,
    release.on_open,
    release.on_chosen,
    matrix.on_open,
    matrix.on_go,
    matrix.on_choose,
    matrix.on_names,
    recognition.on_agree,
    recognition.on_decline,
    recognition.on_take_down,
    delegation.on_end,
    export.on_take_out,
    history.on_open,
    history.on_turn,
    history.on_read,
    view_as.on_open,
    view_as.on_whom,
}
"""What is about a cycle or a person."""


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


def send(door: Door, by: Person, payload: Payload) -> None:
    who = {"user": {"id": by.slack_id, "team_id": "T1"}, "team": {"id": "T1"}, "trigger_id": "1.2.x"}
    door.payload({**who, **payload})


def test_another_reviews_id_is_refused_on_record_and_like_one_that_is_not_there(
    door: Door, said: list[str]
) -> None:
    theirs = door.world.review_at(State.SCORED)
    stranger = door.people.admin

    refused_alike(door, said, CRAFTED, theirs.id, stranger)

    assert door.world.reload(theirs).version == theirs.version


def test_another_talks_id_is_refused_on_record_and_like_one_that_is_not_there(
    door: Door, said: list[str]
) -> None:
    theirs = Talks.after_release(door.world).at(TalkState.APPEALED).talk
    stranger = door.people.admin

    refused_alike(door, said, OF_TALKS, theirs.id, stranger)

    with door.store.read() as unit:
        assert unit.talks.look(theirs.id).version == theirs.version


def test_another_requests_id_is_refused_on_record_and_like_one_that_is_not_there(
    door: Door, said: list[str]
) -> None:
    people = door.people
    asked = asks(door.world, [people.colleague], how=How.NAMED.value)

    refused_alike(door, said, OF_INPUT, asked.id, people.admin)
    refused_alike(door, said, OF_WHOM_INPUT_IS_ABOUT, people.employee.id, people.admin)

    with door.store.read() as unit:
        assert unit.inputs.look(asked.id) == asked


def refused_alike(
    door: Door,
    said: list[str],
    crafted: Mapping[Callable[..., Any], tuple[Callable[[int], Payload], ...]],
    number_of_theirs: int,
    stranger: Person,
) -> None:
    with door.store.read() as unit:
        before = unit.session.query(OutboxRow).count()

    for listener, payloads in crafted.items():
        for payload in payloads:
            answers, records = [], []
            for number in (number_of_theirs, NOT_THERE):
                said.clear()
                with capture_logs() as logged:
                    send(door, stranger, payload(number))
                answers.append(list(said))
                records.append([each for each in logged if each.get("logger") == "steward.security"])
            where = f"{listener.__module__}.{listener.__name__}"
            assert answers[0] == answers[1], (where, answers)
            # Whoever closed a form is not there to be answered.
            assert len(answers[0]) == (0 if listener in CLOSED else 1), (where, answers)
            assert records[0] == records[1], (where, records)
            [record] = records[0]
            assert (record["by"], bool(record["listener"])) == (stranger.id, True), where
            assert str(number_of_theirs) not in {str(each) for key, each in record.items() if key != "by"}, (
                where
            )

    with door.store.read() as unit:
        assert unit.session.query(OutboxRow).count() == before


def test_every_listener_that_takes_a_reviews_id_is_tried(door: Door, said: list[str]) -> None:
    of_reviews = {
        each.ack_function
        for each in door.app._listeners
        if each.ack_function.__module__.startswith("handlers.reviews.")
    } - OF_NO_REVIEW

    tried = {*CRAFTED, *OF_TALKS, *OF_INPUT, *OF_WHOM_INPUT_IS_ABOUT}
    assert of_reviews <= tried, sorted(each.__name__ for each in of_reviews - tried)
