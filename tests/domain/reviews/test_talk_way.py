"""The way of a talk: every event in every state, and what each state means."""

import pytest

from bot.domain.obligations import Kind
from bot.domain.reviews.talk_way import DECISIONS, LAPSING, TALK, UNDER_WAY, Event, Mark, Party, State
from bot.errors import Refusal

TO_HOLD = {
    Event.BEGIN: State.TO_HOLD,
    Event.PREPARE: State.TO_HOLD,
    Event.OFFER: State.TO_HOLD,
    Event.CHOOSE: State.TO_HOLD,
    Event.RESEAT: State.TO_HOLD,
    Event.HOLD: State.HELD,
    Event.APPEAL: State.APPEALED,
}
LEADS: dict[State, dict[Event, State]] = {
    State.TO_HOLD: TO_HOLD,
    State.HELD: {
        Event.DENY: State.TO_HOLD,
        Event.ACKNOWLEDGE: State.ACKNOWLEDGED,
        Event.LAPSE: State.UNANSWERED,
        Event.APPEAL: State.APPEALED,
        Event.RESEAT: State.HELD,
    },
    State.APPEALED: {
        Event.UPHOLD: State.UPHELD,
        Event.RESCORE: State.REOPENED,
        Event.RELOOK: State.REOPENED,
        Event.RESEAT: State.APPEALED,
    },
}


@pytest.mark.parametrize("event", list(Event))
@pytest.mark.parametrize("state", list(State))
def test_where_each_event_leads(state: State, event: Event) -> None:
    expected = LEADS.get(state, {}).get(event)
    if expected is None:
        with pytest.raises(Refusal, match=r"talk\.not_now"):
            TALK.after(state, event)
    else:
        assert TALK.after(state, event) is expected


@pytest.mark.parametrize(
    ("state", "move", "mover"),
    [
        (State.TO_HOLD, Kind.TALK, Party.HOLDER),
        (State.HELD, Kind.ACKNOWLEDGEMENT, Party.EMPLOYEE),
        (State.APPEALED, Kind.APPEAL, Party.JUDGE),
        (State.ACKNOWLEDGED, None, None),
        (State.UNANSWERED, None, None),
        (State.UPHELD, None, None),
        (State.REOPENED, None, None),
    ],
)
def test_whose_move_it_is(state: State, move: Kind | None, mover: Party | None) -> None:
    stage = TALK.stage(state)

    assert (stage.move, stage.mover, stage.closed) == (move, mover, move is None)


def test_the_sets_of_states() -> None:
    assert {State.TO_HOLD, State.HELD, State.APPEALED} == UNDER_WAY
    assert {State.HELD} == LAPSING
    assert [TALK.after(State.APPEALED, event) for event in DECISIONS] == [
        State.UPHELD,
        State.REOPENED,
        State.REOPENED,
    ]


def test_each_state_has_a_mark_of_its_own() -> None:
    assert {TALK.stage(state).mark for state in State} == set(Mark)


def test_another_holder_or_judge_has_it_from_then_on() -> None:
    anew = {state for state in UNDER_WAY if TALK.begins_anew(state, Event.RESEAT)}

    assert anew == {State.TO_HOLD, State.APPEALED}, "what the employee owes they owe as before"
