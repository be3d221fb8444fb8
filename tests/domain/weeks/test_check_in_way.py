"""The way of a check-in, event by event, and what each of its states means."""

import pytest

from bot.domain.goals.way import Party
from bot.domain.obligations import Kind
from bot.domain.weeks.check_in_way import (
    BEGUN,
    CHECK_IN,
    GIVEN,
    SAID,
    TAKEN,
    WAITING,
    Event,
    Mark,
    Stage,
    State,
)
from bot.errors import Refusal

STAYS = (Event.HAND_OVER, Event.LEAVE, Event.RETURN)
GOES_ON = (Event.REPLY, Event.ANSWER_BACK, Event.ACCEPT_TALK, Event.DECLINE_TALK)
GIVES = {Event.ANSWER: State.ANSWERED, Event.SKIP: State.SKIPPED}

LEADS: dict[State, dict[Event, State]] = {
    State.OPEN: {
        **GIVES,
        **dict.fromkeys((Event.OPEN, *STAYS), State.OPEN),
        Event.LAPSE: State.LAPSED,
    },
    State.ANSWERED: {**GIVES, **dict.fromkeys((*STAYS, *SAID), State.ANSWERED)},
    State.SKIPPED: {**GIVES, **dict.fromkeys((*STAYS, *GOES_ON), State.SKIPPED)},
    State.LAPSED: {},
}


@pytest.mark.parametrize("event", list(Event))
@pytest.mark.parametrize("state", list(State))
def test_an_event_leads_to_its_state_or_is_refused(state: State, event: Event) -> None:
    expected = LEADS[state].get(event)

    assert (event in CHECK_IN.possible(state)) is (expected is not None)
    if expected is None:
        with pytest.raises(Refusal, match=r"check_in\.not_now"):
            CHECK_IN.after(state, event)
    else:
        assert CHECK_IN.after(state, event) is expected


STAGES = {
    State.OPEN: Stage(mark=Mark.WAITS, move=Kind.CHECK_IN, mover=Party.EMPLOYEE, taken=True),
    State.ANSWERED: Stage(mark=Mark.ANSWERED, given=True, taken=True),
    State.SKIPPED: Stage(mark=Mark.SKIPPED, taken=True),
    State.LAPSED: Stage(mark=Mark.SILENT, closed=True),
}


@pytest.mark.parametrize("state", list(State))
def test_every_state_means_something(state: State) -> None:
    stage = CHECK_IN.stage(state)

    assert stage == STAGES[state]
    assert stage.waits_for(Party.EMPLOYEE) is (state is State.OPEN)
    assert not stage.waits_for(Party.MANAGER)


def test_the_sets_of_states_are_those_of_their_meaning() -> None:
    assert BEGUN is State.OPEN
    assert {State.OPEN} == WAITING
    assert {State.ANSWERED} == GIVEN
    assert set(State) - TAKEN == {State.LAPSED}
