"""The way of a version of a shared KPI: every event in every state, and what each state means."""

import pytest

from bot.domain.goals.shared_way import AGREED, BEGUN, SHARED, UNDER_WAY, Event, State
from bot.domain.obligations import Kind
from bot.errors import Refusal

AFTER = {
    Event.PROPOSE: State.PROPOSED,
    Event.AGREE: State.PROPOSED,
    Event.SETTLE: State.AGREED,
    Event.DECLINE: State.DECLINED,
    Event.WITHDRAW: State.WITHDRAWN,
    Event.HAND_OVER: State.PROPOSED,
}


@pytest.mark.parametrize("event", list(Event))
@pytest.mark.parametrize("state", list(State))
def test_only_what_is_proposed_moves_on(state: State, event: Event) -> None:
    if state is State.PROPOSED:
        assert SHARED.after(state, event) is AFTER[event]
    else:
        with pytest.raises(Refusal, match=r"shared\.not_now"):
            SHARED.after(state, event)


@pytest.mark.parametrize(
    ("state", "move", "agreed", "closed"),
    [
        (State.PROPOSED, Kind.SHARED_KPI, False, False),
        (State.AGREED, None, True, True),
        (State.DECLINED, None, False, True),
        (State.WITHDRAWN, None, False, True),
    ],
)
def test_what_each_state_means(state: State, move: Kind | None, agreed: bool, closed: bool) -> None:
    stage = SHARED.stage(state)

    assert (stage.move, stage.agreed, stage.closed) == (move, agreed, closed)


def test_the_sets_of_states() -> None:
    assert BEGUN is State.PROPOSED
    assert {State.PROPOSED} == UNDER_WAY
    assert {State.AGREED} == AGREED
