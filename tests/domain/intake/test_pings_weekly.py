"""When the week's count is due to somebody."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.intake.pings_weekly import Wish, due_moment
from bot.domain.nudging.rhythm import Rhythm
from bot.domain.policy import Hours
from tests.builders.people import CHEN

FRIDAY = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
"""16:00 in Hangzhou: the week's moment."""
LONG_AGO = FRIDAY - timedelta(days=30)


def due(now: datetime, *, since: datetime = LONG_AGO, told_at: datetime | None = None) -> datetime | None:
    return due_moment(
        CHEN,
        Wish(person_id=CHEN.id, since=since, told_at=told_at),
        rhythm=Rhythm(weekday=4, hour=16),
        hours=Hours().office,
        calendar=CHEN.calendar,
        now=now,
    )


@pytest.mark.parametrize(
    ("now", "moment"),
    [
        (FRIDAY - timedelta(minutes=1), None),
        (FRIDAY, FRIDAY),
        (FRIDAY + timedelta(minutes=90), FRIDAY),
        (FRIDAY + timedelta(hours=3), None),  # 19:00
        (FRIDAY + timedelta(days=1), None),  # a Saturday
        (FRIDAY + timedelta(days=3), FRIDAY),  # a Monday: made up for
        (FRIDAY + timedelta(days=4), None),  # too long ago
    ],
)
def test_it_is_due_from_their_own_moment_on_while_they_work(now: datetime, moment: datetime | None) -> None:
    assert due(now) == moment


def test_it_is_due_once_and_not_for_the_week_before_it_was_wanted() -> None:
    assert due(FRIDAY, told_at=FRIDAY) is None
    assert due(FRIDAY, told_at=FRIDAY - timedelta(days=7)) == FRIDAY
    assert due(FRIDAY + timedelta(minutes=30), since=FRIDAY + timedelta(minutes=10)) is None
