"""Where an action goes, and what each state means."""

import pytest

from bot.domain.actions.way import ACTION, BEGINS, FOLLOW_UPS, NOT_ENDED, OPEN, Event, State
from bot.errors import Refusal


def test_each_state_and_what_can_happen_in_it() -> None:
    assert {state: ACTION.possible(state) for state in State} == {
        State.ASKED: {Event.ASK, Event.ACCEPT, Event.DECLINE, Event.DROP},
        State.OFFERED: {Event.OFFER, Event.TAKE_UP, Event.TURN_DOWN, Event.DROP},
        State.OPEN: {Event.WRITE, Event.GO_ON, Event.STICK, Event.FINISH, Event.DROP},
        State.DONE: {Event.EVALUATE, Event.REOPEN},
        State.DECLINED: set(),
        State.TURNED_DOWN: {Event.TAKE_UP},
        State.DROPPED: set(),
    }
    assert ({State.OPEN}, {State.OPEN, State.ASKED, State.OFFERED}) == (OPEN, NOT_ENDED)
    assert BEGINS == {Event.WRITE: State.OPEN, Event.ASK: State.ASKED, Event.OFFER: State.OFFERED}


@pytest.mark.parametrize("event", FOLLOW_UPS)
def test_nothing_is_said_of_what_is_done(event: Event) -> None:
    with pytest.raises(Refusal, match=r"action\.not_now"):
        ACTION.after(State.DONE, event)
