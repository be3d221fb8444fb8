"""The desk's clock as a table says what the clock that looks at each day says."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Calendar
from bot.domain.intake.report_clock import DeskClock
from bot.domain.working_hours import working

FIRST = datetime(2026, 9, 20, 3, 17, tzinfo=UTC)
"""Golden Week and its worked Saturday lie behind it, and in Berlin the end of summer time."""
MINUTES = st.integers(0, 50 * 24 * 60)
DESKS = [
    (working(9, 18, ["12:00-13:30"]), "Asia/Shanghai", "CN"),
    (working(22, 6, ["02:00-02:30"]), "Europe/Berlin", "DE"),
    (working(9, 24), "Asia/Riyadh", "SA"),
]
CLOCKS = [
    DeskClock(
        hours,
        zone=ZoneInfo(zone),
        calendar=Calendar(country),
        first=FIRST,
        last=FIRST + timedelta(days=50),
    )
    for hours, zone, country in DESKS
]


@given(st.integers(0, len(DESKS) - 1), MINUTES, MINUTES)
def test_they_agree_between_any_two_moments(which: int, one: int, other: int) -> None:
    hours, zone, country = DESKS[which]
    begun, until = (FIRST + timedelta(minutes=each) for each in (one, other))

    worked = CLOCKS[which].worked(begun, until)

    assert worked // timedelta(minutes=1) == hours.minutes_between(
        begun, until, zone=ZoneInfo(zone), calendar=Calendar(country)
    )
