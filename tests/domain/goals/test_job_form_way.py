"""The way of a job-responsibility form, event by event, and what each of its states means."""

import pytest

from bot.domain.goals.job_form_way import (
    BEGUN,
    JOB_FORM,
    UNDER_WAY,
    WAITING,
    Event,
    Mark,
    Stage,
    State,
)
from bot.domain.goals.way import Party
from bot.domain.obligations import Kind
from bot.errors import Refusal

STAYS = (Event.HAND_OVER, Event.LEAVE, Event.RETURN)


def leads(state: State, **events: State) -> dict[Event, State]:
    """Beside what leads somewhere else: withdrawn it can be at any time, and it follows its person."""
    return {
        **{Event(name): after for name, after in events.items()},
        **dict.fromkeys(STAYS, state),
        Event.WITHDRAW: State.WITHDRAWN,
    }


LEADS = {
    State.OPEN: leads(State.OPEN, open=State.OPEN, fill=State.FILLED, want=State.OPEN),
    State.FILLED: leads(
        State.FILLED, take_back=State.OPEN, rate=State.RATED, change=State.OPEN, want=State.OPEN
    ),
    State.RATED: leads(
        State.RATED, fill=State.CHANGE_FILLED, change=State.CHANGE_ASKED, want=State.CHANGE_ASKED
    ),
    State.CHANGE_ASKED: leads(State.CHANGE_ASKED, fill=State.CHANGE_FILLED, want=State.CHANGE_ASKED),
    State.CHANGE_FILLED: leads(
        State.CHANGE_FILLED,
        take_back=State.RATED,
        rate=State.RATED,
        change=State.CHANGE_ASKED,
        want=State.CHANGE_ASKED,
    ),
    State.WITHDRAWN: {},
}


@pytest.mark.parametrize("event", list(Event))
@pytest.mark.parametrize("state", list(State))
def test_an_event_leads_to_its_state_or_is_refused(state: State, event: Event) -> None:
    expected = LEADS[state].get(event)

    assert (event in JOB_FORM.possible(state)) is (expected is not None)
    if expected is None:
        with pytest.raises(Refusal, match=r"job_form\.not_now"):
            JOB_FORM.after(state, event)
    else:
        assert JOB_FORM.after(state, event) is expected


@pytest.mark.parametrize("state", list(State))
def test_a_step_begins_anew_with_another_state_and_with_a_new_manager_who_has_to_rate(state: State) -> None:
    anew = {event for event in JOB_FORM.possible(state) if JOB_FORM.begins_anew(state, event)}

    others = {event for event, after in LEADS[state].items() if after is not state}
    renews = {Event.HAND_OVER} if state in (State.FILLED, State.CHANGE_FILLED) else set()
    assert anew == others | renews


EMPLOYEES = {"move": Kind.JOB_FORM, "mover": Party.EMPLOYEE, "mark": Mark.FILLING}
MANAGERS = {"move": Kind.JOB_FORM_RATING, "mover": Party.MANAGER, "mark": Mark.WAITS, "proposed": True}

STAGES = {
    State.OPEN: Stage(**EMPLOYEES),  # type: ignore[arg-type]
    State.FILLED: Stage(**MANAGERS),  # type: ignore[arg-type]
    State.RATED: Stage(mark=Mark.RATED, rated=True),
    State.CHANGE_ASKED: Stage(**EMPLOYEES, rated=True),  # type: ignore[arg-type]
    State.CHANGE_FILLED: Stage(**MANAGERS, rated=True),  # type: ignore[arg-type]
    State.WITHDRAWN: Stage(mark=Mark.WITHDRAWN, closed=True, counts=False),
}


@pytest.mark.parametrize("state", list(State))
def test_every_state_means_something(state: State) -> None:
    assert JOB_FORM.stage(state) == STAGES[state]


def test_the_sets_of_states_are_those_of_their_meaning() -> None:
    assert BEGUN is State.OPEN
    assert set(State) - UNDER_WAY == {State.WITHDRAWN}
    assert {State.RATED} == UNDER_WAY - WAITING
