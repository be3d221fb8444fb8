"""What an issue's move stands for, and how old a telling may be."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.intake.handover_way import Event, State
from bot.domain.intake.tracker import IssueState, Told, is_fresh, step_for

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
OPEN, STARTED, CLOSED = IssueState.OPEN, IssueState.STARTED, IssueState.CLOSED


@pytest.mark.parametrize(
    ("at", "before", "now", "step"),
    [
        (State.UNDERSTOOD, OPEN, STARTED, Event.START),
        (State.STARTED, STARTED, CLOSED, Event.READY),
        (State.READY, CLOSED, OPEN, Event.START),
        (State.STARTED, STARTED, STARTED, None),
        (State.STARTED, STARTED, OPEN, None),
        (State.SENT, OPEN, CLOSED, None),
        (State.DONE, CLOSED, OPEN, None),
    ],
)
def test_a_move_is_a_step_where_the_way_has_one(
    at: State, before: IssueState, now: IssueState, step: Event | None
) -> None:
    assert step_for(at, before, now) is step


def test_what_is_an_hour_off_is_not_taken() -> None:
    told = Told(delivery="d", key="7", state=CLOSED, at=NOW)

    assert is_fresh(told, now=NOW + timedelta(minutes=59))
    assert not is_fresh(told, now=NOW + timedelta(minutes=61))
    assert not is_fresh(told, now=NOW - timedelta(minutes=61))
