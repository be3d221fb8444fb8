"""What a reminder of a day says of what is owed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.nudging.nudges import said_in
from bot.domain.obligations import Kind, Owed
from tests.builders.people import CHEN

FRIDAY = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
"""16:00 in Chengdu."""


def owed(number: int, *, since: datetime, opens_at: datetime | None = None) -> Owed:
    return Owed(
        kind=Kind.REPLY,
        subject_id=number,
        who="Sun Li",
        since=since,
        opens_at=opens_at,
        due_on=date(2027, 1, 12),
        minutes=2,
    )


YESTERDAYS = owed(1, since=FRIDAY - timedelta(days=1))
TODAYS = owed(2, since=FRIDAY - timedelta(hours=4))
OPENED_TODAY = owed(3, since=FRIDAY - timedelta(days=9), opens_at=FRIDAY - timedelta(hours=6))


@pytest.mark.parametrize(
    ("now", "said"),
    [(FRIDAY, (YESTERDAYS,)), (FRIDAY + timedelta(hours=9), (YESTERDAYS, TODAYS, OPENED_TODAY))],
    ids=["on the day", "on the day after"],
)
def test_what_was_announced_on_the_day_is_left_out_as_long_as_it_lasts(
    now: datetime, said: tuple[Owed, ...]
) -> None:
    everything = (YESTERDAYS, TODAYS, OPENED_TODAY)

    assert said_in(everything, person=CHEN, day=FRIDAY.date(), now=now) == said


def test_what_was_said_apart_is_left_out_too() -> None:
    said = said_in((YESTERDAYS,), person=CHEN, day=FRIDAY.date(), now=FRIDAY, apart={(Kind.REPLY, 1)})

    assert said == ()
