"""The way of a project: nothing is begun that was not decided, and what was given up is discussed again."""

import pytest

from bot.domain.intake.project_way import AT_ONCE, OPEN, PROJECT, WITH_A_REASON, Event, State
from bot.errors import Refusal

RECORD = (Event.INVITE, Event.ARGUE, Event.AMEND, Event.ESTIMATE)
MOVES: dict[State, dict[Event, State]] = {
    State.DISCUSSING: {
        Event.OPEN: State.DISCUSSING,
        **dict.fromkeys(RECORD, State.DISCUSSING),
        Event.DECIDE: State.DECIDED,
        Event.DECLINE: State.DECLINED,
        Event.STOP: State.STOPPED,
    },
    State.DECIDED: {
        **dict.fromkeys(RECORD, State.DECIDED),
        Event.START: State.STARTED,
        Event.STOP: State.STOPPED,
        Event.DISCUSS: State.DISCUSSING,
    },
    State.STARTED: {
        Event.ESTIMATE: State.STARTED,
        Event.PAUSE: State.PAUSED,
        Event.STOP: State.STOPPED,
        Event.FINISH: State.DONE,
    },
    State.PAUSED: {Event.RESUME: State.STARTED, Event.STOP: State.STOPPED, Event.FINISH: State.DONE},
    State.DONE: {},
    State.STOPPED: {Event.DISCUSS: State.DISCUSSING},
    State.DECLINED: {Event.DISCUSS: State.DISCUSSING},
}


@pytest.mark.parametrize("event", list(Event))
@pytest.mark.parametrize("state", list(State))
def test_each_event_leads_where_it_should(state: State, event: Event) -> None:
    if event in MOVES[state]:
        assert PROJECT.after(state, event) is MOVES[state][event]
    else:
        with pytest.raises(Refusal, match=r"project\.not_now"):
            PROJECT.after(state, event)


def test_nothing_is_begun_before_it_was_decided_and_nothing_paused_that_was_not_begun() -> None:
    stages = PROJECT.stages.values()

    assert all(stage.decided for stage in stages if stage.started)
    assert all(stage.started for stage in stages if stage.paused)


def test_whatever_is_open_can_be_given_up() -> None:
    assert {state for state in State if Event.STOP in PROJECT.possible(state)} == OPEN
    assert WITH_A_REASON.isdisjoint(AT_ONCE)
