"""Working time, several periods a day: against a reference that looks at the clock minute by minute."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar import Calendar
from bot.domain.working_hours import BREAKS, WorkingHours, is_within, working

BERLIN, NEW_YORK, SHANGHAI = (
    ZoneInfo(name) for name in ("Europe/Berlin", "America/New_York", "Asia/Shanghai")
)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
OFFICE = working(9, 18, ["12:00-13:30"])

# The Friday before a clock changes (or, in Shanghai, does not): both switches of both zones.
FRIDAYS = [
    (BERLIN, "DE", date(2027, 3, 26)),
    (BERLIN, "DE", date(2026, 10, 23)),
    (NEW_YORK, "US", date(2027, 3, 12)),
    (NEW_YORK, "US", date(2026, 10, 30)),
    (SHANGHAI, "CN", date(2026, 10, 9)),
]


def local(zone: ZoneInfo, *moment: int) -> datetime:
    return datetime(*moment, tzinfo=zone).astimezone(UTC)  # type: ignore[arg-type, misc]


def clock(hour: int, minute: int = 0) -> str:
    return f"{hour % 24:02}:{minute:02}"


Is = Callable[[date], bool]


class Reference:
    """Every minute is asked for alone: how late it is there since the midnight before the shift."""

    def __init__(self, start: int, end: int, breaks: list[tuple[int, int]], zone: ZoneInfo) -> None:
        length = (end - start) % 24 or 24
        self.worked = set(range(start * 60, (start + length) * 60))
        for begins, lasts in breaks:
            self.worked -= set(range(begins, begins + lasts))
        self.zone = zone

    def shift_of(self, minute: datetime) -> date | None:
        there = minute.astimezone(self.zone)
        for before in (0, 1):
            if before * 1440 + there.hour * 60 + there.minute in self.worked:
                return there.date() - before * DAY
        return None

    def is_worked(self, minute: datetime, on: Is) -> bool:
        shift = self.shift_of(minute)
        return shift is not None and on(shift)


@st.composite
def shifts(draw: st.DrawFn) -> tuple[int, int, list[tuple[int, int]]]:
    """A day or a night with up to two breaks, on the hour: no clock skips a part of it."""
    start = draw(st.integers(0, 23))
    length = draw(st.integers(3, 24 if start == 0 else 23))
    hours = draw(st.lists(st.integers(1, length - 2), max_size=2, unique=True))
    end = (start + length) % 24 or 24
    return start, end, [((start + each) * 60, 60) for each in hours]


@settings(max_examples=60, deadline=None)
@given(
    shift=shifts(),
    where=st.sampled_from(FRIDAYS),
    begun=st.integers(0, 5 * 1440),
    lasts=st.integers(-60, 3 * 1440),
    away=st.sets(st.integers(0, 8), max_size=3),
)
def test_working_time_is_what_the_clock_shows_minute_by_minute(
    shift: tuple[int, int, list[tuple[int, int]]],
    where: tuple[ZoneInfo, str, date],
    begun: int,
    lasts: int,
    away: set[int],
) -> None:
    start, end, breaks = shift
    zone, country, friday = where
    written = [f"{clock(begins // 60)}-{clock(begins // 60 + 1)}" for begins, _ in breaks]
    hours, reference = working(start, end, written), Reference(start, end, breaks, zone)
    calendar = Calendar(country)
    at = local(zone, friday.year, friday.month, friday.day) + begun * MINUTE
    until = at + lasts * MINUTE
    days_away = {friday + each * DAY for each in away}

    def is_there(day: date) -> bool:
        return calendar.is_working_day(day) and day not in days_away

    minutes = [at + each * MINUTE for each in range(max(lasts, 0))]
    assert hours.is_inside(at, zone=zone) is (reference.shift_of(at) is not None)
    assert hours.minutes_between(at, until, zone=zone, calendar=calendar) == sum(
        reference.is_worked(minute, calendar.is_working_day) for minute in minutes
    )
    then = hours.next_inside(at, zone=zone, calendar=calendar, is_away=days_away.__contains__)
    assert then is not None
    assert reference.is_worked(then, is_there)
    before = (at + each * MINUTE for each in range((then - at) // MINUTE))
    assert not any(reference.is_worked(minute, is_there) for minute in before)


def test_a_day_is_written_as_periods() -> None:
    assert WorkingHours(((time(9), time(12)), (time(13, 30), time(18)))) == OFFICE
    assert working(22, 6, ["02:00-03:00"]).periods == ((time(22), time(2)), (time(3), time(6)))
    assert working(22, 6, ["23:30-00:15"]).periods == ((time(22), time(23, 30)), (time(0, 15), time(6)))
    assert working(0, 24).periods == ((time(0), time(0)),)
    assert working(9, 18, ["12:00-13:00", "12:30-14:00", "17:00-17:30"]).periods == (
        (time(9), time(12)),
        (time(14), time(17)),
        (time(17, 30), time(18)),
    )


def test_a_message_waits_for_lunch_the_evening_and_the_holiday_to_be_over() -> None:
    calendar = Calendar("CN")

    def then(*moment: int, away: frozenset[date] = frozenset()) -> datetime | None:
        at = local(SHANGHAI, *moment)
        return OFFICE.next_inside(at, zone=SHANGHAI, calendar=calendar, is_away=away.__contains__)

    assert then(2026, 11, 27, 10, 5) == local(SHANGHAI, 2026, 11, 27, 10, 5)
    assert then(2026, 11, 27, 12, 0) == local(SHANGHAI, 2026, 11, 27, 13, 30)
    assert then(2026, 11, 27, 18, 0) == local(SHANGHAI, 2026, 11, 30, 9)
    # China's National Day, from Thursday on; the Saturday after it is worked.
    assert then(2026, 9, 30, 18, 0) == local(SHANGHAI, 2026, 10, 8, 9)
    assert then(2026, 10, 9, 18, 0) == local(SHANGHAI, 2026, 10, 10, 9)
    assert then(2026, 11, 27, 10, 5, away=frozenset({date(2026, 11, 27)})) == local(SHANGHAI, 2026, 11, 30, 9)


def test_whoever_is_away_without_an_end_has_no_next_moment() -> None:
    at = local(SHANGHAI, 2026, 11, 27, 10, 5)

    then = OFFICE.next_inside(at, zone=SHANGHAI, calendar=Calendar("CN"), is_away=lambda day: True)

    assert then is None


@pytest.mark.parametrize(
    ("country", "zone", "begun", "until", "minutes"),
    [
        ("CN", SHANGHAI, (2026, 11, 27, 11, 30), (2026, 11, 27, 14, 0), 60),
        ("CN", SHANGHAI, (2026, 11, 27, 17, 0), (2026, 11, 30, 10, 0), 120),
        ("CN", SHANGHAI, (2026, 11, 30, 10, 0), (2026, 11, 27, 17, 0), 0),
        ("CN", SHANGHAI, (2026, 11, 28, 10, 0), (2026, 11, 29, 17, 0), 0),
        # A week in which clocks change has no longer or shorter days in an office.
        ("DE", BERLIN, (2026, 10, 23, 9, 0), (2026, 10, 26, 18, 0), 900),
        ("US", NEW_YORK, (2027, 3, 12, 9, 0), (2027, 3, 15, 18, 0), 900),
    ],
)
def test_working_minutes_leave_out_what_is_no_working_time(
    country: str, zone: ZoneInfo, begun: tuple[int, ...], until: tuple[int, ...], minutes: int
) -> None:
    span = (local(zone, *begun), local(zone, *until))

    assert OFFICE.minutes_between(*span, zone=zone, calendar=Calendar(country)) == minutes


def test_a_night_has_an_hour_more_or_less_when_the_clock_changes() -> None:
    night, always = working(22, 6), Calendar("DE", on=frozenset({date(2026, 10, 24), date(2027, 3, 27)}))

    def lasts(*evening: int) -> int:
        at = local(BERLIN, *evening, 20)
        return night.minutes_between(at, at + 14 * 60 * MINUTE, zone=BERLIN, calendar=always)

    assert (lasts(2026, 10, 23), lasts(2026, 10, 24), lasts(2027, 3, 27)) == (480, 540, 420)


def test_a_break_in_the_hour_that_a_clock_skips_takes_no_minute_twice() -> None:
    hours = working(22, 6, ["02:30-03:00"])

    periods = list(hours.of(date(2027, 3, 27), zone=BERLIN))

    assert [begins < ends for begins, ends in periods] == [True, True]
    assert periods[0][1] <= periods[1][0]


@pytest.mark.parametrize(
    ("written", "is_one"),
    [("12:00-13:30", True), ("9:15 – 9:30", True), ("24:00-25:00", False), ("12-13", False), ("noon", False)],
)
def test_a_break_is_written_by_the_clock(written: str, is_one: bool) -> None:
    assert (BREAKS.each.why_not(written, shown=written) is None) is is_one


@pytest.mark.parametrize(
    ("written", "start", "end", "expected"),
    [
        ("12:00-13:30", 9, 18, True),
        ("17:00-17:59", 9, 18, True),
        ("17:00-18:00", 9, 18, False),
        ("17:30-18:30", 9, 18, False),
        ("08:30-09:30", 9, 18, False),
        ("12:00-13:30", 22, 6, False),
        ("22:00-23:00", 22, 6, False),
        ("23:30-00:30", 22, 6, True),
        ("02:00-03:00", 22, 6, True),
    ],
)
def test_a_break_lies_within_the_hours_of_its_day(written: str, start: int, end: int, expected: bool) -> None:
    assert is_within(written, start=start, end=end) is expected


def there(text: str) -> datetime:
    """A moment on the clocks of Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("filed_at", "owed"),
    [
        ("2026-11-23T14:30", "2026-11-23T15:30"),
        ("2026-11-23T17:30", "2026-11-24T09:30"),
        ("2026-11-23T18:00", "2026-11-24T10:00"),
        ("2026-11-23T07:15", "2026-11-23T10:00"),
        ("2026-11-20T17:45", "2026-11-23T09:45"),
        ("2026-11-21T12:00", "2026-11-23T10:00"),
        ("2026-09-30T17:50", "2026-10-08T09:50"),
    ],
)
def test_the_clock_runs_in_working_hours_only(filed_at: str, owed: str) -> None:
    answer = working(9, 18).after(there(filed_at), 60, zone=SHANGHAI, calendar=Calendar("CN"))

    assert answer == there(owed)


@pytest.mark.parametrize(
    ("filed_at", "minutes", "owed"),
    [
        ("2026-11-23T12:00", 60, "2026-11-23T19:00"),
        ("2026-11-23T23:30", 60, "2026-11-24T00:30"),
        ("2026-11-24T03:00", 60, "2026-11-24T04:00"),
        ("2026-11-24T08:30", 60, "2026-11-24T18:30"),
        ("2026-11-24T09:00", 60, "2026-11-24T19:00"),
        # Friday's night belongs to Friday, though it ends on Saturday; the next begins on Monday.
        ("2026-11-27T23:30", 60, "2026-11-28T00:30"),
        ("2026-11-28T08:30", 60, "2026-11-30T18:30"),
        ("2026-11-29T23:30", 60, "2026-11-30T19:00"),
        ("2026-11-30T03:00", 60, "2026-11-30T19:00"),
        # The night before the National Day holiday still runs into it.
        ("2026-09-30T23:30", 60, "2026-10-01T00:30"),
        ("2026-10-01T08:30", 60, "2026-10-08T18:30"),
        ("2026-11-23T18:00", 15 * 60 + 1, "2026-11-24T18:01"),
    ],
)
def test_a_night_shift_runs_past_midnight(filed_at: str, minutes: int, owed: str) -> None:
    answer = working(18, 9).after(there(filed_at), minutes, zone=SHANGHAI, calendar=Calendar("CN"))

    assert answer == there(owed)


@pytest.mark.parametrize(
    ("starts", "ends", "owed"),
    [(0, 24, "2026-11-24T00:30"), (15, 24, "2026-11-24T15:30")],
    ids=["round the clock", "until midnight"],
)
def test_the_clock_always_comes_to_an_end(starts: int, ends: int, owed: str) -> None:
    filed_at = there("2026-11-23T23:30")

    answer = working(starts, ends).after(filed_at, 60, zone=SHANGHAI, calendar=Calendar("CN"))

    assert answer == there(owed)


def test_in_riyadh_sunday_is_a_working_day_and_friday_is_not() -> None:
    riyadh = ZoneInfo("Asia/Riyadh")
    thursday = datetime(2026, 11, 26, 17, 30, tzinfo=riyadh)

    answer = working(9, 18).after(thursday, 60, zone=riyadh, calendar=Calendar("SA"))

    assert answer == datetime(2026, 11, 29, 9, 30, tzinfo=riyadh)


@given(filed_after=st.timedeltas(timedelta(), timedelta(days=700)), minutes=st.integers(1, 2000))
def test_an_answer_is_owed_in_working_hours_and_never_too_early(filed_after: timedelta, minutes: int) -> None:
    filed_at = datetime(2026, 1, 1, tzinfo=UTC) + filed_after

    owed = working(9, 18).after(filed_at, minutes, zone=SHANGHAI, calendar=Calendar("CN"))
    there = owed.astimezone(SHANGHAI)

    assert owed - filed_at >= timedelta(minutes=minutes)
    assert Calendar("CN").is_working_day(there.date())
    into_the_day = there.replace(tzinfo=None) - datetime.combine(there.date(), time())
    assert timedelta(hours=9) < into_the_day <= timedelta(hours=18)


@pytest.mark.parametrize(
    ("filed_at", "minutes", "owed"),
    [
        ("2026-11-23T11:30", 60, "2026-11-23T14:00"),
        ("2026-11-23T12:15", 60, "2026-11-23T14:30"),
        ("2026-11-23T11:00", 60, "2026-11-23T12:00"),
        ("2026-11-23T09:00", 480, "2026-11-24T09:30"),
    ],
)
def test_at_lunch_no_clock_runs(filed_at: str, minutes: int, owed: str) -> None:
    after = OFFICE.after(there(filed_at), minutes, zone=SHANGHAI, calendar=Calendar("CN"))

    assert after == there(owed)
