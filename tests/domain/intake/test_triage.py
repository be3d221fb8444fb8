"""Who looks after a request, and by when it is answered."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Calendar
from bot.domain.intake.triage import answer_by, on_duty, shift
from tests.builders.people import someone

SHANGHAI = ZoneInfo("Asia/Shanghai")


def local(text: str) -> datetime:
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
    answer = answer_by(local(filed_at), zone=SHANGHAI, calendar=Calendar("CN"), starts=9, ends=18, minutes=60)

    assert answer == local(owed)


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
    answer = answer_by(
        local(filed_at), zone=SHANGHAI, calendar=Calendar("CN"), starts=18, ends=9, minutes=minutes
    )

    assert answer == local(owed)


def test_a_night_in_which_the_clocks_change_is_an_hour_shorter_or_longer() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    spring, autumn = (datetime(2027, 3, 26, 22, tzinfo=berlin), datetime(2026, 10, 23, 22, tzinfo=berlin))

    nights = [shift(day.date(), zone=berlin, starts=22, ends=6) for day in (spring, autumn)]
    sundays = [
        shift(day.date() + timedelta(days=1), zone=berlin, starts=22, ends=6) for day in (spring, autumn)
    ]

    assert [closing - opening for opening, closing in nights] == [timedelta(hours=8)] * 2
    assert [closing - opening for opening, closing in sundays] == [timedelta(hours=7), timedelta(hours=9)]


@pytest.mark.parametrize(
    ("starts", "ends", "owed"),
    [(0, 24, "2026-11-24T00:30"), (9, 9, "2026-11-24T00:30"), (15, 24, "2026-11-24T15:30")],
    ids=["round the clock", "an empty day is a whole one", "until midnight"],
)
def test_the_clock_always_comes_to_an_end(starts: int, ends: int, owed: str) -> None:
    answer = answer_by(
        local("2026-11-23T23:30"),
        zone=SHANGHAI,
        calendar=Calendar("CN"),
        starts=starts,
        ends=ends,
        minutes=60,
    )

    assert answer == local(owed)


def test_in_riyadh_sunday_is_a_working_day_and_friday_is_not() -> None:
    riyadh = ZoneInfo("Asia/Riyadh")
    thursday = datetime(2026, 11, 26, 17, 30, tzinfo=riyadh)

    answer = answer_by(thursday, zone=riyadh, calendar=Calendar("SA"), starts=9, ends=18, minutes=60)

    assert answer == datetime(2026, 11, 29, 9, 30, tzinfo=riyadh)


@given(filed_after=st.timedeltas(timedelta(), timedelta(days=700)), minutes=st.integers(1, 2000))
def test_an_answer_is_owed_in_working_hours_and_never_too_early(filed_after: timedelta, minutes: int) -> None:
    filed_at = datetime(2026, 1, 1, tzinfo=UTC) + filed_after

    owed = answer_by(filed_at, zone=SHANGHAI, calendar=Calendar("CN"), starts=9, ends=18, minutes=minutes)
    there = owed.astimezone(SHANGHAI)

    assert owed - filed_at >= timedelta(minutes=minutes)
    assert Calendar("CN").is_working_day(there.date())
    into_the_day = there.replace(tzinfo=None) - datetime.combine(there.date(), time())
    assert timedelta(hours=9) < into_the_day <= timedelta(hours=18)


def test_the_one_named_is_on_duty_else_the_first() -> None:
    sun, wei = someone(1, "Sun Li"), someone(2, "Wei Na")

    assert on_duty([sun, wei], email="2@Example.com ") == wei
    assert on_duty([sun, wei], email="\u200b２＠example.com\ufeff") == wei
    assert on_duty([sun, wei], email="") == sun
    assert on_duty([sun, wei], email="left@example.com") == sun
    assert on_duty([], email="1@example.com") is None
