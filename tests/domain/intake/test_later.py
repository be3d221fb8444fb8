"""Until when a request can be put off by one click."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import Calendar
from bot.domain.intake.later import When, offers
from bot.domain.working_hours import working

SHANGHAI = ZoneInfo("Asia/Shanghai")
DESK = working(9, 18, ["12:00-13:30"])


def on(day: int, hour: int, minute: int = 0) -> datetime:
    """In November 2026, of which the 23rd is a Monday; by the clock in Shanghai."""
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (
            on(23, 10),
            {
                When.IN_AN_HOUR: on(23, 11),
                When.AFTER_LUNCH: on(23, 13, 30),
                When.NEXT_DAY: on(24, 9),
                When.NEXT_WEEK: on(30, 9),
            },
        ),
        # In an hour it is lunch time.
        (
            on(23, 11, 30),
            {When.AFTER_LUNCH: on(23, 13, 30), When.NEXT_DAY: on(24, 9), When.NEXT_WEEK: on(30, 9)},
        ),
        (on(23, 17, 30), {When.NEXT_DAY: on(24, 9), When.NEXT_WEEK: on(30, 9)}),
        # The next working day is that of next week.
        (on(27, 17, 30), {When.NEXT_DAY: on(30, 9)}),
        (on(28, 11), {When.NEXT_DAY: on(30, 9)}),
    ],
)
def test_only_moments_of_working_time_are_offered_and_none_twice(
    now: datetime, expected: dict[When, datetime]
) -> None:
    found = offers(now.astimezone(UTC), zone=SHANGHAI, calendar=Calendar("CN"), hours=DESK)

    assert {each.when: each.at for each in found} == expected
