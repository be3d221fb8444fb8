"""The way of somebody's goals, event by event, and what each of its states means."""

import pytest

from bot.domain.goals.way import (
    COUNTING,
    GOALS,
    OPENED,
    PRESENCE,
    UNDER_WAY,
    UNSIGNED,
    Event,
    Mark,
    Party,
    Stage,
    State,
)
from bot.domain.obligations import Kind
from bot.errors import Refusal

AROUND = {Event.HAND_OVER, Event.LEAVE, Event.RETURN}
"""What happens around goals and moves them nowhere."""

_LEADS: dict[State, dict[Event, State]] = {
    State.OPEN: {Event.OPEN: State.OPEN, Event.SEND: State.SENT},
    State.SENT: {
        Event.TAKE_BACK: State.OPEN,
        Event.ADJUST: State.ADJUSTED,
        Event.AGREE: State.AGREED,
    },
    State.ADJUSTED: {
        Event.ADJUST: State.ADJUSTED,
        Event.CONFIRM: State.AGREED,
        Event.SEND: State.SENT,
    },
    State.AGREED: {
        Event.SEND: State.CHANGE_SENT,
        Event.ADJUST: State.CHANGE_ADJUSTED,
        Event.WANT: State.CHANGE_WANTED,
    },
    State.CHANGE_WANTED: {
        Event.SEND: State.CHANGE_SENT,
        Event.ADJUST: State.CHANGE_ADJUSTED,
        Event.WANT: State.CHANGE_WANTED,
        Event.DROP_CHANGE: State.AGREED,
    },
    State.CHANGE_SENT: {
        Event.WANT: State.CHANGE_WANTED,
        Event.TAKE_BACK: State.AGREED,
        Event.ADJUST: State.CHANGE_ADJUSTED,
        Event.AGREE: State.AGREED,
        Event.DROP_CHANGE: State.AGREED,
    },
    State.CHANGE_ADJUSTED: {
        Event.WANT: State.CHANGE_WANTED,
        Event.ADJUST: State.CHANGE_ADJUSTED,
        Event.CONFIRM: State.AGREED,
        Event.SEND: State.CHANGE_SENT,
        Event.DROP_CHANGE: State.AGREED,
    },
}
LEADS: dict[State, dict[Event, State]] = {
    **{
        state: {**leads, **dict.fromkeys(AROUND, state), Event.WITHDRAW: State.WITHDRAWN}
        for state, leads in _LEADS.items()
    },
    State.WITHDRAWN: {},
}


@pytest.mark.parametrize("event", list(Event))
@pytest.mark.parametrize("state", list(State))
def test_an_event_leads_to_its_state_or_is_refused(state: State, event: Event) -> None:
    expected = LEADS[state].get(event)

    assert (event in GOALS.possible(state)) is (expected is not None)
    if expected is None:
        with pytest.raises(Refusal, match=r"goals\.not_now"):
            GOALS.after(state, event)
    else:
        assert GOALS.after(state, event) is expected


@pytest.mark.parametrize("state", list(State))
def test_a_step_begins_anew_with_another_state_another_version_and_a_new_manager_who_is_to_sign(
    state: State,
) -> None:
    anew = {event for event in GOALS.possible(state) if GOALS.begins_anew(state, event)}

    others = {event for event, after in LEADS[state].items() if after is not state}
    renewed = {
        State.SENT: {Event.HAND_OVER},
        State.CHANGE_SENT: {Event.HAND_OVER},
        State.ADJUSTED: {Event.ADJUST},
        State.CHANGE_ADJUSTED: {Event.ADJUST},
    }
    assert anew == others | renewed.get(state, set())


STAGES = {
    State.OPEN: Stage(mark=Mark.DRAFTING, move=Kind.GOALS, mover=Party.EMPLOYEE),
    State.SENT: Stage(mark=Mark.WAITS, move=Kind.GOALS_AGREEMENT, mover=Party.MANAGER, proposed=True),
    State.ADJUSTED: Stage(
        mark=Mark.TO_CONFIRM, move=Kind.GOALS_ADJUSTED, mover=Party.EMPLOYEE, proposed=True
    ),
    State.AGREED: Stage(mark=Mark.AGREED, agreed=True),
    State.CHANGE_WANTED: Stage(mark=Mark.WANTED, move=Kind.GOALS, mover=Party.EMPLOYEE, agreed=True),
    State.CHANGE_SENT: Stage(
        mark=Mark.WAITS, move=Kind.GOALS_AGREEMENT, mover=Party.MANAGER, proposed=True, agreed=True
    ),
    State.CHANGE_ADJUSTED: Stage(
        mark=Mark.TO_CONFIRM, move=Kind.GOALS_ADJUSTED, mover=Party.EMPLOYEE, proposed=True, agreed=True
    ),
    State.WITHDRAWN: Stage(mark=Mark.WITHDRAWN, closed=True, counts=False),
}


@pytest.mark.parametrize("state", list(State))
def test_a_state_means_its_stage(state: State) -> None:
    assert GOALS.stage(state) == STAGES[state]


@pytest.mark.parametrize(
    ("state", "party"),
    [
        (State.OPEN, Party.EMPLOYEE),
        (State.SENT, Party.MANAGER),
        (State.ADJUSTED, Party.EMPLOYEE),
        (State.AGREED, None),
        (State.CHANGE_WANTED, Party.EMPLOYEE),
        (State.CHANGE_SENT, Party.MANAGER),
        (State.CHANGE_ADJUSTED, Party.EMPLOYEE),
        (State.WITHDRAWN, None),
    ],
)
def test_it_is_one_sides_move_at_a_time(state: State, party: Party | None) -> None:
    stage = GOALS.stage(state)

    assert [each for each in Party if stage.waits_for(each)] == ([] if party is None else [party])


@pytest.mark.parametrize("state", list(State))
def test_what_waits_and_who_moves_go_together(state: State) -> None:
    stage = GOALS.stage(state)

    assert (stage.move is None) is (stage.mover is None)
    is_settled = stage.closed or (stage.agreed and not stage.proposed and state is not State.CHANGE_WANTED)
    assert (stage.move is None) is is_settled


@pytest.mark.parametrize("state", list(State))
def test_nobody_signs_what_they_proposed_themselves(state: State) -> None:
    """To agree is the manager's answer to what the employee sent, to confirm the employee's to the other."""
    waits_for = GOALS.stage(state).mover

    assert (Event.AGREE in GOALS.possible(state)) <= (waits_for is Party.MANAGER)
    assert (Event.CONFIRM in GOALS.possible(state)) <= (waits_for is Party.EMPLOYEE)


@pytest.mark.parametrize("state", list(State))
def test_what_was_agreed_once_stays_agreed_until_the_cycle_is_taken_back(state: State) -> None:
    if GOALS.stage(state).agreed:
        after = {GOALS.after(state, event) for event in GOALS.possible(state) - {Event.WITHDRAW}}

        assert all(GOALS.stage(each).agreed for each in after)


def test_the_sets_for_queries_are_these() -> None:
    assert OPENED is State.OPEN
    assert {Event.LEAVE, Event.RETURN} == PRESENCE
    assert set(State) - {State.WITHDRAWN} == UNDER_WAY == COUNTING
    assert {State.OPEN, State.SENT, State.ADJUSTED} == UNSIGNED
