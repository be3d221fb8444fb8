"""The way of a request, event by event, and what each of its states means."""

from datetime import UTC, datetime

import pytest

from bot.domain.history import Entry
from bot.domain.intake.way import (
    AMONG_COLLEAGUES,
    ANSWER_OWED,
    BY_ITSELF,
    DESK_EVENTS,
    FILED,
    FINAL,
    JOINED,
    PROMISED,
    REQUEST,
    REQUESTER_EVENTS,
    RETOLD,
    TAKES,
    TO_CONFIRM,
    UNFINISHED,
    UNSETTLED,
    VISIBILITY_EVENTS,
    WAITS_FOR_REQUESTER,
    WRITTEN,
    Event,
    Party,
    Stage,
    State,
)
from bot.domain.obligations import Kind
from bot.errors import Refusal

CLOSED = frozenset(State) - UNSETTLED

LEADS = {
    State.NEW: {
        Event.FILE: State.NEW,
        Event.ASK: State.ASKED,
        Event.REPLY: State.NEW,
        Event.ACCEPT: State.ACCEPTED,
        Event.ANSWER: State.ANSWERED,
        Event.DECLINE: State.DECLINED,
        Event.HAND_OVER: State.NEW,
        Event.TAKE: State.NEW,
        Event.LATER: State.NEW,
        Event.BACK: State.NEW,
        Event.JOIN: State.JOINED,
        Event.SPLIT: State.NEW,
        Event.ASSESS: State.NEW,
        Event.BRIEF: State.NEW,
    },
    State.ASKED: {
        Event.ASK: State.ASKED,
        Event.REPLY: State.NEW,
        Event.ACCEPT: State.ACCEPTED,
        Event.ANSWER: State.ANSWERED,
        Event.DECLINE: State.DECLINED,
        Event.HAND_OVER: State.ASKED,
        Event.TAKE: State.ASKED,
        Event.JOIN: State.JOINED,
        Event.SPLIT: State.ASKED,
        Event.LAPSE: State.LAPSED,
        Event.ASSESS: State.ASKED,
        Event.BRIEF: State.ASKED,
    },
    State.ACCEPTED: {
        Event.ASK: State.ACCEPTED,
        Event.REPLY: State.ACCEPTED,
        Event.ANSWER: State.ANSWERED,
        Event.DECLINE: State.DECLINED,
        Event.FINISH: State.DONE,
        Event.HAND_OVER: State.ACCEPTED,
        Event.TAKE: State.ACCEPTED,
        Event.LATER: State.ACCEPTED,
        Event.BACK: State.ACCEPTED,
        Event.BLOCK: State.BLOCKED,
        Event.JOIN: State.JOINED,
        Event.SPLIT: State.ACCEPTED,
        Event.ASSESS: State.ACCEPTED,
        Event.BRIEF: State.ACCEPTED,
    },
    State.BLOCKED: {
        Event.RESUME: State.ACCEPTED,
        Event.ASK: State.BLOCKED,
        Event.REPLY: State.BLOCKED,
        Event.ANSWER: State.ANSWERED,
        Event.DECLINE: State.DECLINED,
        Event.FINISH: State.DONE,
        Event.HAND_OVER: State.BLOCKED,
        Event.TAKE: State.BLOCKED,
        Event.LATER: State.BLOCKED,
        Event.BACK: State.BLOCKED,
        Event.JOIN: State.JOINED,
        Event.SPLIT: State.BLOCKED,
        Event.ASSESS: State.BLOCKED,
        Event.BRIEF: State.BLOCKED,
    },
    State.ANSWERED: {Event.REPLY: State.ANSWERED, Event.REOPEN: State.NEW},
    State.DECLINED: {Event.REPLY: State.DECLINED, Event.REOPEN: State.NEW},
    State.DONE: {
        Event.REPLY: State.DONE,
        Event.REOPEN: State.NEW,
        Event.CONFIRM: State.CONFIRMED,
        Event.EXPIRE: State.UNCONFIRMED,
    },
    State.CONFIRMED: {Event.REPLY: State.CONFIRMED, Event.REOPEN: State.NEW},
    State.UNCONFIRMED: {Event.REPLY: State.UNCONFIRMED, Event.REOPEN: State.NEW},
    State.JOINED: {Event.REPLY: State.JOINED, Event.REOPEN: State.NEW},
    State.LAPSED: {Event.REPLY: State.NEW, Event.REOPEN: State.NEW},
}


for state, leads in LEADS.items():
    # Whatever was written can be edited, or deleted, later.
    leads.update({Event.AMEND: state, Event.REMOVE: state})
for here, leads in LEADS.items():
    leads.update(dict.fromkeys(VISIBILITY_EVENTS, here))  # who reads it has nothing to do with where it is


@pytest.mark.parametrize("event", list(Event))
@pytest.mark.parametrize("state", list(State))
def test_an_event_leads_to_its_state_or_is_refused(state: State, event: Event) -> None:
    expected = LEADS[state].get(event)

    assert (event in REQUEST.possible(state)) is (expected is not None)
    if expected is None:
        with pytest.raises(Refusal, match=r"request\.not_now"):
            REQUEST.after(state, event)
    else:
        assert REQUEST.after(state, event) is expected


@pytest.mark.parametrize("state", sorted(CLOSED))
def test_the_desk_does_nothing_to_a_closed_request(state: State) -> None:
    assert REQUEST.possible(state) & DESK_EVENTS == frozenset()
    assert Event.REOPEN in REQUEST.possible(state)


@pytest.mark.parametrize("state", [State.NEW, State.ASKED, State.ACCEPTED, State.BLOCKED])
def test_only_a_closed_request_is_reopened(state: State) -> None:
    with pytest.raises(Refusal, match="not_now"):
        REQUEST.after(state, Event.REOPEN)


@pytest.mark.parametrize("state", list(State))
def test_a_requester_can_always_write(state: State) -> None:
    assert Event.REPLY in REQUEST.possible(state)


def test_nothing_is_done_before_it_is_accepted() -> None:
    with pytest.raises(Refusal, match="not_now"):
        REQUEST.after(State.NEW, Event.FINISH)


@pytest.mark.parametrize("state", list(State))
def test_a_step_begins_anew_with_another_state_a_new_question_or_a_new_owner_who_has_to_answer(
    state: State,
) -> None:
    anew = {event for event in REQUEST.possible(state) if REQUEST.begins_anew(state, event)}

    others = {event for event, after in LEADS[state].items() if after is not state}
    same = {State.ASKED: {Event.ASK}, State.NEW: {Event.HAND_OVER}}
    assert anew == others | same.get(state, set())


STAGES = {
    State.NEW: Stage(key="new", move=Kind.REQUEST, mover=Party.OWNER, answer_owed=True),
    State.ASKED: Stage(key="asked", move=Kind.REPLY, mover=Party.REQUESTER),
    State.ACCEPTED: Stage(key="accepted", promised=True),
    State.ANSWERED: Stage(key="answered", closed=True),
    State.DECLINED: Stage(key="declined", closed=True),
    State.DONE: Stage(
        key="done", move=Kind.CONFIRMATION, mover=Party.REQUESTER, closed=True, to_confirm=True
    ),
    State.CONFIRMED: Stage(key="confirmed", closed=True, final=True),
    State.UNCONFIRMED: Stage(key="unconfirmed", closed=True, final=True),
    State.BLOCKED: Stage(key="blocked", promised=True, blocked=True),
    State.JOINED: Stage(key="joined", closed=True, joined=True),
    State.LAPSED: Stage(key="lapsed", closed=True),
}


@pytest.mark.parametrize("state", list(State))
def test_a_state_means_its_stage(state: State) -> None:
    assert REQUEST.stage(state) == STAGES[state]


def test_the_sets_are_these() -> None:
    assert FILED is State.NEW
    assert {State.NEW, State.ASKED, State.ACCEPTED, State.BLOCKED} == UNSETTLED
    assert {State.NEW} == ANSWER_OWED
    assert {State.ACCEPTED, State.BLOCKED} == PROMISED
    by_form = {Event.ASK, Event.ACCEPT, Event.ANSWER, Event.DECLINE, Event.FINISH}
    assert by_form | {Event.BLOCK, Event.RESUME} == DESK_EVENTS
    assert DESK_EVENTS | {Event.TAKE} == TAKES
    assert {Event.REPLY, Event.REOPEN, Event.AMEND, Event.REMOVE} == WRITTEN
    assert {Event.FILE, *WRITTEN, Event.CONFIRM} == REQUESTER_EVENTS
    assert {Event.JOIN, Event.SPLIT, Event.LAPSE, Event.UNDO, Event.EXPIRE} == RETOLD
    assert {Event.LAPSE, Event.EXPIRE} == BY_ITSELF
    assert {Event.LATER, Event.BACK, Event.ASSESS, Event.BRIEF} == AMONG_COLLEAGUES
    assert {Event.HIDE, Event.SHOW} == VISIBILITY_EVENTS
    others = TAKES | AMONG_COLLEAGUES | REQUESTER_EVENTS | VISIBILITY_EVENTS | RETOLD
    assert set(Event) - others == {Event.HAND_OVER}, "Steward's own"
    assert {State.JOINED} == JOINED
    assert {State.ASKED} == WAITS_FOR_REQUESTER
    assert {State.DONE} == TO_CONFIRM
    assert {State.CONFIRMED, State.UNCONFIRMED} == FINAL
    assert UNSETTLED | TO_CONFIRM == UNFINISHED


@pytest.mark.parametrize("event", list(Event))
def test_what_the_desk_wrote_or_joined_can_be_taken_back(event: Event) -> None:
    entry = Entry(
        number=2,
        event=event,
        from_state=State.ACCEPTED,
        to_state=State.DONE,
        by_id=7,
        at=datetime(2026, 11, 23, 2, 0, tzinfo=UTC),
        note="",
    )

    # Blocked and resumed are each other's way back.
    if event in (DESK_EVENTS | {Event.JOIN}) - {Event.BLOCK, Event.RESUME}:
        assert REQUEST.before(entry) is State.ACCEPTED
    else:
        with pytest.raises(Refusal, match=r"request\.not_now"):
            REQUEST.before(entry)
