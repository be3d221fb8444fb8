"""The way of a hand-over: nothing is begun that was not understood."""

import pytest

from bot.domain.intake.handover_way import (
    HANDOVER,
    OF_THE_DESK,
    OF_THE_DEVELOPER,
    OF_THE_REQUESTER,
    OPEN,
    Event,
    State,
)
from bot.errors import Refusal

STAYS = {Event.ASK, Event.REPLY, Event.MEANT, Event.NOT_MEANT}
MOVES: dict[State, dict[Event, State]] = {
    State.SENT: {Event.SEND: State.SENT, Event.SAY: State.SAID},
    State.SAID: {Event.SAY: State.SAID, Event.CONFIRM: State.UNDERSTOOD, Event.CORRECT: State.SENT},
    State.UNDERSTOOD: {Event.START: State.STARTED, Event.WAIT: State.WAITING, Event.FINISH: State.DONE},
    State.STARTED: {Event.WAIT: State.WAITING, Event.READY: State.READY, Event.FINISH: State.DONE},
    State.WAITING: {Event.START: State.STARTED, Event.READY: State.READY, Event.FINISH: State.DONE},
    State.READY: {Event.START: State.STARTED, Event.SEND_BACK: State.STARTED, Event.FINISH: State.DONE},
    State.DONE: {},
    State.WITHDRAWN: {},
}


@pytest.mark.parametrize("event", list(Event))
@pytest.mark.parametrize("state", list(State))
def test_each_event_leads_where_it_should(state: State, event: Event) -> None:
    moves = dict(MOVES[state])
    if state in OPEN:
        moves |= {Event.WITHDRAW: State.WITHDRAWN, Event.REASSIGN: State.SENT}
        moves |= dict.fromkeys(STAYS, state)
    if event in moves:
        assert HANDOVER.after(state, event) is moves[event]
    else:
        with pytest.raises(Refusal, match=r"handover\.not_now"):
            HANDOVER.after(state, event)


def test_whatever_happens_after_it_was_sent_is_done_by_one_of_the_three() -> None:
    assert OF_THE_DEVELOPER.isdisjoint(OF_THE_DESK)
    assert set(Event) - OF_THE_DEVELOPER - OF_THE_DESK - OF_THE_REQUESTER == {Event.SEND}


def test_nothing_is_begun_before_it_was_understood() -> None:
    assert all(stage.understood for stage in HANDOVER.stages.values() if stage.started)
