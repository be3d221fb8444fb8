"""The way of a review, event by event, and what each of its states means."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.obligations import Kind
from bot.domain.reviews.way import (
    APPROVED_MARKS,
    COUNTING,
    DECIDED,
    LAPSING,
    OPENED,
    RATED,
    REVIEW,
    UNDECIDED,
    UNDER_WAY,
    Due,
    Event,
    Mark,
    Party,
    Stage,
    State,
)
from bot.errors import Refusal

LEADS = {
    State.GOALS_AGREED: {
        Event.OPEN: State.GOALS_AGREED,
        Event.SUBMIT: State.SELF_SCORED,
        Event.WITHDRAW: State.WITHDRAWN,
        Event.NOT_RATE: State.NOT_RATED,
        Event.REOPEN: State.GOALS_AGREED,
        Event.CORRECT: State.GOALS_AGREED,
        Event.HAND_OVER: State.GOALS_AGREED,
        Event.DELEGATE: State.GOALS_AGREED,
        Event.END_DELEGATION: State.GOALS_AGREED,
        Event.LEAVE: State.GOALS_AGREED,
        Event.RETURN: State.GOALS_AGREED,
        Event.RECOUNT: State.GOALS_AGREED,
    },
    State.SELF_SCORED: {
        Event.SUBMIT: State.SELF_SCORED,
        Event.BEGIN: State.SELF_SCORED,
        Event.ADJUST: State.SELF_SCORED,
        Event.ASK_BACK: State.SELF_SCORED,
        Event.GIVE_BACK: State.MORE_ASKED,
        Event.KEEP: State.SELF_SCORED,
        Event.ASK_FOR_MORE: State.MORE_ASKED,
        Event.APPROVE: State.SCORED,
        Event.NOT_RATE: State.NOT_RATED,
        Event.CORRECT: State.SELF_SCORED,
        Event.HAND_OVER: State.SELF_SCORED,
        Event.DELEGATE: State.SELF_SCORED,
        Event.END_DELEGATION: State.SELF_SCORED,
        Event.LEAVE: State.SELF_SCORED,
        Event.RETURN: State.SELF_SCORED,
        Event.RECOUNT: State.SELF_SCORED,
    },
    State.MORE_ASKED: {
        Event.SUBMIT: State.SELF_SCORED,
        Event.NOT_RATE: State.NOT_RATED,
        Event.CORRECT: State.MORE_ASKED,
        Event.HAND_OVER: State.MORE_ASKED,
        Event.DELEGATE: State.MORE_ASKED,
        Event.END_DELEGATION: State.MORE_ASKED,
        Event.LEAVE: State.MORE_ASKED,
        Event.RETURN: State.MORE_ASKED,
        Event.RECOUNT: State.MORE_ASKED,
    },
    State.SCORED: {
        Event.CONFIRM: State.SCORED,
        Event.SETTLE: State.CONFIRMED,
        Event.SEND_BACK: State.SELF_SCORED,
        Event.RESEAT: State.SCORED,
        Event.CORRECT: State.SELF_SCORED,
        Event.NOT_RATE: State.NOT_RATED,
        Event.LEAVE: State.SCORED,
        Event.RETURN: State.SCORED,
    },
    State.CONFIRMED: {
        Event.RELEASE: State.RELEASED,
        Event.CORRECT: State.SELF_SCORED,
        Event.NOT_RATE: State.NOT_RATED,
        Event.LEAVE: State.CONFIRMED,
        Event.RETURN: State.CONFIRMED,
    },
    State.RELEASED: {Event.RESCORE: State.SELF_SCORED, Event.RELOOK: State.SCORED},
    State.NOT_RATED: {},
    State.WITHDRAWN: {},
}


@pytest.mark.parametrize("event", list(Event))
@pytest.mark.parametrize("state", list(State))
def test_an_event_leads_to_its_state_or_is_refused(state: State, event: Event) -> None:
    expected = LEADS[state].get(event)

    assert (event in REVIEW.possible(state)) is (expected is not None)
    if expected is None:
        with pytest.raises(Refusal, match=r"review\.not_now"):
            REVIEW.after(state, event)
    else:
        assert REVIEW.after(state, event) is expected


@pytest.mark.parametrize("state", list(State))
def test_a_step_begins_anew_with_another_state_and_with_a_new_manager_who_has_to_decide(state: State) -> None:
    anew = {event for event in REVIEW.possible(state) if REVIEW.begins_anew(state, event)}

    others = {event for event, after in LEADS[state].items() if after is not state}
    has_it_anew = {Event.HAND_OVER, Event.DELEGATE, Event.END_DELEGATION}
    assert anew == others | (has_it_anew if state is State.SELF_SCORED else set())


@settings(max_examples=150)
@given(st.lists(st.sampled_from(Event), max_size=40))
def test_no_sequence_of_events_leaves_the_way(events: list[Event]) -> None:
    """Whoever tries whatever: what is refused changes nothing, and what is taken keeps every promise."""
    state, happened = OPENED, list[Event]()
    for event in events:
        try:
            state = REVIEW.after(state, event)
        except Refusal:
            continue
        happened.append(event)
        stage, newest_first = REVIEW.stage(state), happened[::-1]
        assert stage.closed == (REVIEW.possible(state) <= {Event.RESCORE, Event.RELOOK}), (
            "only an appeal opens it again"
        )
        assert stage.closed or stage.move, "something under way waits for somebody"
        assert bool(stage.move) is bool(stage.mover) is bool(stage.due)
        if stage.handed_in:
            assert Event.SUBMIT in happened
        if stage.decided:
            assert newest_first.index(Event.APPROVE) < newest_first.index(Event.SUBMIT), "approved since"
            assert Event.SEND_BACK not in newest_first[: newest_first.index(Event.APPROVE)]
        if stage.released:
            assert stage.decided
            assert stage.closed
            assert newest_first[0] is Event.RELEASE, "by HR, after the last who looked again"
            assert Event.SETTLE in newest_first


@given(st.lists(st.sampled_from(Event), max_size=40))
def test_from_wherever_it_is_a_review_can_come_to_its_end(events: list[Event]) -> None:
    state = OPENED
    for event in events:
        if event in REVIEW.possible(state):
            state = REVIEW.after(state, event)

    for event in (Event.SUBMIT, Event.APPROVE, Event.SETTLE, Event.RELEASE):
        if event in REVIEW.possible(state):
            state = REVIEW.after(state, event)
    assert REVIEW.stage(state).closed


STAGES = {
    State.GOALS_AGREED: Stage(
        mark=Mark.OPEN, move=Kind.SELF_SCORE, mover=Party.EMPLOYEE, due=Due.SELF_SCORE, lapses=True
    ),
    State.SELF_SCORED: Stage(
        mark=Mark.WAITS, move=Kind.APPROVAL, mover=Party.MANAGER, due=Due.APPROVAL, handed_in=True
    ),
    State.MORE_ASKED: Stage(
        mark=Mark.ASKED,
        move=Kind.MORE_ASKED,
        mover=Party.EMPLOYEE,
        due=Due.APPROVAL,
        handed_in=True,
        answers=True,
    ),
    State.SCORED: Stage(
        mark=Mark.SECOND_LOOK,
        move=Kind.SECOND_LOOK,
        mover=Party.SECOND_LOOK,
        due=Due.SECOND_LOOK,
        handed_in=True,
        decided=True,
    ),
    State.CONFIRMED: Stage(
        mark=Mark.CONFIRMED,
        move=Kind.RELEASE,
        mover=Party.HR,
        due=Due.RELEASE,
        handed_in=True,
        decided=True,
    ),
    State.RELEASED: Stage(mark=Mark.RELEASED, handed_in=True, decided=True, released=True, closed=True),
    State.NOT_RATED: Stage(mark=Mark.NOT_RATED, closed=True, rated=False),
    State.WITHDRAWN: Stage(mark=Mark.WITHDRAWN, closed=True, counts=False, rated=False),
}


@pytest.mark.parametrize("state", list(State))
def test_a_state_means_its_stage(state: State) -> None:
    assert REVIEW.stage(state) == STAGES[state]


@pytest.mark.parametrize(
    ("state", "party"),
    [
        (State.GOALS_AGREED, Party.EMPLOYEE),
        (State.SELF_SCORED, Party.MANAGER),
        (State.MORE_ASKED, Party.EMPLOYEE),
        (State.SCORED, Party.SECOND_LOOK),
        (State.CONFIRMED, Party.HR),
        (State.RELEASED, None),
        (State.NOT_RATED, None),
        (State.WITHDRAWN, None),
    ],
)
def test_it_is_one_sides_move_at_a_time(state: State, party: Party | None) -> None:
    stage = REVIEW.stage(state)

    assert [each for each in Party if stage.waits_for(each)] == ([] if party is None else [party])


def test_the_sets_for_queries_are_these() -> None:
    assert OPENED is State.GOALS_AGREED
    assert {State.GOALS_AGREED, State.SELF_SCORED, State.MORE_ASKED} == UNDECIDED
    assert UNDECIDED | {State.SCORED, State.CONFIRMED} == UNDER_WAY
    assert {State.GOALS_AGREED} == LAPSING
    assert {State.SCORED, State.CONFIRMED, State.RELEASED} == DECIDED
    assert {Mark.SECOND_LOOK, Mark.CONFIRMED, Mark.RELEASED} == APPROVED_MARKS
    assert set(State) - {State.WITHDRAWN} == COUNTING
    assert COUNTING - {State.NOT_RATED} == RATED
