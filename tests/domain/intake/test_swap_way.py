"""The way of a swap: only what waits moves on."""

import pytest

from bot.domain.intake.swap_way import OPEN, SWAP, Event, State
from bot.domain.obligations import Kind
from bot.errors import Refusal

AFTER = {
    Event.ASK: State.ASKED,
    Event.ACCEPT: State.ACCEPTED,
    Event.DECLINE: State.DECLINED,
    Event.WITHDRAW: State.WITHDRAWN,
    Event.EXPIRE: State.EXPIRED,
    Event.VOID: State.VOID,
}


@pytest.mark.parametrize("event", list(Event))
@pytest.mark.parametrize("state", list(State))
def test_only_what_waits_moves_on(state: State, event: Event) -> None:
    if state is State.ASKED:
        assert SWAP.after(state, event) is AFTER[event]
    else:
        with pytest.raises(Refusal, match=r"swap\.not_now"):
            SWAP.after(state, event)


def test_it_waits_for_the_colleague() -> None:
    assert {State.ASKED} == OPEN
    assert SWAP.stage(State.ASKED).move is Kind.DUTY_SWAP
