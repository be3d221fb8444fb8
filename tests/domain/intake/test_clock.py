"""The clock stands while the requester is waited for, and goes on with what was left."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.history import Entry
from bot.domain.intake.clock import LEAST_MINUTES, minutes_left, stopped_at
from bot.domain.intake.way import Event, State

MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def history(*steps: tuple[Event, State, State]) -> list[Entry[State, Event]]:
    """An hour between two steps."""
    return [
        Entry(
            number=number,
            event=event,
            from_state=before,
            to_state=after,
            by_id=1,
            at=MORNING + timedelta(hours=number),
            note=None,
        )
        for number, (event, before, after) in enumerate(steps, start=1)
    ]


FILED = (Event.FILE, State.NEW, State.NEW)
ASKED = (Event.ASK, State.NEW, State.ASKED)
ASKED_AGAIN = (Event.ASK, State.ASKED, State.ASKED)
REPLIED = (Event.REPLY, State.ASKED, State.NEW)


@pytest.mark.parametrize(
    ("steps", "hour"),
    [
        ([FILED], None),
        ([FILED, ASKED], 2),
        ([FILED, ASKED, ASKED_AGAIN], 2),
        ([FILED, ASKED, REPLIED, ASKED], 4),
    ],
)
def test_it_stopped_with_the_step_after_which_no_answer_was_owed(
    steps: list[tuple[Event, State, State]], hour: int | None
) -> None:
    expected = None if hour is None else MORNING + timedelta(hours=hour)

    assert stopped_at(history(*steps)) == expected


@pytest.mark.parametrize(
    ("left", "goes_on_with"), [(35, 35), (60, 60), (90, 60), (1, LEAST_MINUTES), (0, LEAST_MINUTES)]
)
def test_it_goes_on_with_what_was_left_and_leaves_time_for_an_answer(left: int, goes_on_with: int) -> None:
    assert minutes_left(left, whole=60) == goes_on_with


def test_where_an_answer_is_owed_within_minutes_it_never_has_more() -> None:
    assert minutes_left(0, whole=10) == 10
