"""A week's figures are read on Monday morning, by everybody's own clock and calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.calendar import Calendar
from bot.domain.intake.report_weekly import is_their_morning
from tests.builders.people import CHEN

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("timezone", "country", "now", "is_it"),
    [
        ("Asia/Shanghai", "CN", datetime(2026, 11, 23, 1, 59, tzinfo=UTC), False),
        ("Asia/Shanghai", "CN", datetime(2026, 11, 23, 2, 0, tzinfo=UTC), True),
        ("Europe/Berlin", "DE", datetime(2026, 11, 23, 2, 0, tzinfo=UTC), False),
        ("Europe/Berlin", "DE", datetime(2026, 11, 23, 9, 0, tzinfo=UTC), True),
        # Whose week begins on Sunday waits for Monday, when the company's week is over.
        ("Asia/Riyadh", "SA", datetime(2026, 11, 22, 12, 0, tzinfo=UTC), False),
        ("Asia/Riyadh", "SA", datetime(2026, 11, 23, 7, 0, tzinfo=UTC), True),
        # A morning that was missed is made up for on the next one.
        ("Asia/Shanghai", "CN", datetime(2026, 11, 24, 1, 0, tzinfo=UTC), False),
        ("Asia/Shanghai", "CN", datetime(2026, 11, 24, 2, 0, tzinfo=UTC), True),
        # Labour Thanksgiving Day is a Monday in Japan.
        ("Asia/Tokyo", "JP", datetime(2026, 11, 23, 2, 0, tzinfo=UTC), False),
        ("Asia/Tokyo", "JP", datetime(2026, 11, 24, 1, 0, tzinfo=UTC), True),
    ],
)
def test_it_is_their_morning(timezone: str, country: str, now: datetime, is_it: bool) -> None:
    reader = replace(CHEN, timezone=timezone, calendar=Calendar(country))

    assert is_their_morning(reader, after=MONDAY, hour=10, now=now) is is_it
