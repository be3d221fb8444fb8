"""The way of a suggestion: every event in every state, and what each state means."""

import pytest

from bot.domain.obligations import Kind
from bot.domain.weeks.suggestion_way import ANSWERS, STANDING, SUGGESTION, UNDER_WAY, Event, State
from bot.errors import Refusal

AFTER = {
    Event.MAKE: State.OPEN,
    Event.ADOPT: State.ADOPTED,
    Event.PUT_OFF: State.NOT_NOW,
    Event.DECLINE: State.DECLINED,
    Event.TAKE_BACK: State.TAKEN_BACK,
    Event.HAND_OVER: State.OPEN,
}


@pytest.mark.parametrize("event", list(Event))
@pytest.mark.parametrize("state", list(State))
def test_only_what_is_open_moves_on(state: State, event: Event) -> None:
    if state is State.OPEN:
        assert SUGGESTION.after(state, event) is AFTER[event]
    else:
        with pytest.raises(Refusal, match=r"suggestion\.not_now"):
            SUGGESTION.after(state, event)


@pytest.mark.parametrize(
    ("state", "move", "answered", "stands"),
    [
        (State.OPEN, Kind.SUGGESTION, False, True),
        (State.ADOPTED, None, True, True),
        (State.NOT_NOW, None, True, True),
        (State.DECLINED, None, True, True),
        (State.TAKEN_BACK, None, False, False),
    ],
)
def test_what_each_state_means(state: State, move: Kind | None, answered: bool, stands: bool) -> None:
    stage = SUGGESTION.stage(state)

    assert (stage.move, stage.answered, stage.stands) == (move, answered, stands)


def test_the_sets_of_states() -> None:
    assert {State.OPEN} == UNDER_WAY
    assert set(State) - {State.TAKEN_BACK} == STANDING
    assert {SUGGESTION.after(State.OPEN, event) for event in ANSWERS} == {
        State.ADOPTED,
        State.NOT_NOW,
        State.DECLINED,
    }
