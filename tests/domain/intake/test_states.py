"""The way of a request, event by event."""

import pytest

from bot.domain.intake.way import CLOSED, DESK_EVENTS, Event, State, after, possible
from bot.errors import Refusal


@pytest.mark.parametrize(
    ("state", "event", "expected"),
    [
        (State.NEW, Event.ACCEPT, State.ACCEPTED),
        (State.NEW, Event.ANSWER, State.ANSWERED),
        (State.NEW, Event.ASK, State.ASKED),
        (State.NEW, Event.DECLINE, State.DECLINED),
        (State.ASKED, Event.REPLY, State.NEW),
        (State.ACCEPTED, Event.ASK, State.ACCEPTED),
        (State.ACCEPTED, Event.FINISH, State.DONE),
        (State.DONE, Event.REOPEN, State.NEW),
        (State.ANSWERED, Event.REPLY, State.ANSWERED),
    ],
)
def test_an_event_leads_to_its_state(state: State, event: Event, expected: State) -> None:
    assert after(state, event) is expected


@pytest.mark.parametrize("state", sorted(CLOSED))
def test_the_desk_does_nothing_to_a_closed_request(state: State) -> None:
    assert possible(state) & DESK_EVENTS == frozenset()
    assert Event.REOPEN in possible(state)


@pytest.mark.parametrize("state", [State.NEW, State.ASKED, State.ACCEPTED])
def test_only_a_closed_request_is_reopened(state: State) -> None:
    with pytest.raises(Refusal, match="not_now"):
        after(state, Event.REOPEN)


@pytest.mark.parametrize("state", list(State))
def test_a_requester_can_always_write(state: State) -> None:
    assert Event.REPLY in possible(state)


def test_nothing_is_done_before_it_is_accepted() -> None:
    with pytest.raises(Refusal, match="not_now"):
        after(State.NEW, Event.FINISH)
