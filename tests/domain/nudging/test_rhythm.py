"""A person's own day and hour: by their clock, their country's week, and within working hours."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import Calendar
from bot.domain.nudging.rhythm import (
    Rhythm,
    beginnings,
    checked,
    choice_of,
    companys,
    good_moment,
    is_weekly_day,
    weekly_moment,
)
from bot.domain.policy import Hours, Policy, Schedule
from bot.errors import Refusal

OFFICE = Hours().office
SHANGHAI, BERLIN, NEW_YORK = "Asia/Shanghai", "Europe/Berlin", "America/New_York"
RIYADH, CAIRO, DHAKA = "Asia/Riyadh", "Africa/Cairo", "Asia/Dhaka"
JERUSALEM, BRUNEI = "Asia/Jerusalem", "Asia/Brunei"


def local(zone: str, *moment: int) -> datetime:
    return datetime(*moment, tzinfo=ZoneInfo(zone)).astimezone(UTC)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("zone", "country", "moment", "day"),
    [
        # Fridays from 16:00 until midnight, by the wall clock of the person's own zone.
        (SHANGHAI, "CN", (2026, 11, 27, 15, 59), None),
        (SHANGHAI, "CN", (2026, 11, 27, 16, 0), date(2026, 11, 27)),
        (SHANGHAI, "CN", (2026, 11, 27, 23, 59), date(2026, 11, 27)),
        (SHANGHAI, "CN", (2026, 11, 28, 0, 0), None),
        (SHANGHAI, "CN", (2026, 11, 26, 16, 0), None),
        (NEW_YORK, "US", (2026, 12, 4, 15, 59), None),
        (NEW_YORK, "US", (2026, 12, 4, 16, 0), date(2026, 12, 4)),
        # Before and after the clocks change, 16:00 stays 16:00.
        (BERLIN, "DE", (2026, 10, 23, 15, 59), None),
        (BERLIN, "DE", (2026, 10, 23, 16, 0), date(2026, 10, 23)),
        (BERLIN, "DE", (2026, 10, 30, 15, 59), None),
        (BERLIN, "DE", (2026, 10, 30, 16, 0), date(2026, 10, 30)),
        # Never on a public holiday of the branch's country; elsewhere it is a Friday like any other.
        (SHANGHAI, "CN", (2026, 10, 2, 16, 0), None),
        (SHANGHAI, "CN", (2027, 10, 1, 16, 0), None),
        (SHANGHAI, "CN", (2026, 2, 20, 16, 0), None),
        (SHANGHAI, "CN", (2027, 2, 5, 16, 0), None),
        (SHANGHAI, "SG", (2026, 10, 2, 16, 0), date(2026, 10, 2)),
        # Where Friday is a day off, the last working day of their week.
        (RIYADH, "SA", (2026, 11, 27, 16, 0), None),
        (RIYADH, "SA", (2026, 11, 26, 15, 59), None),
        (RIYADH, "SA", (2026, 11, 26, 16, 0), date(2026, 11, 26)),
        (CAIRO, "EG", (2026, 11, 27, 16, 0), None),
        (CAIRO, "EG", (2026, 11, 26, 16, 0), date(2026, 11, 26)),
        (DHAKA, "BD", (2026, 11, 26, 16, 0), date(2026, 11, 26)),
        (JERUSALEM, "IL", (2026, 11, 26, 16, 0), date(2026, 11, 26)),
        (BRUNEI, "BN", (2026, 11, 26, 16, 0), date(2026, 11, 26)),
    ],
)
def test_the_week_is_spoken_of_on_friday_afternoons(
    zone: str, country: str, moment: tuple[int, ...], day: date | None
) -> None:
    now, where = local(zone, *moment), ZoneInfo(zone)
    today = now.astimezone(where).date()

    due = weekly_moment(
        today, rhythm=companys(Schedule()), calendar=Calendar(country), hours=OFFICE, zone=where
    )

    assert (today if due is not None and now >= due else None) == day


@pytest.mark.parametrize(
    ("weekday", "day"),
    [(5, date(2026, 11, 27)), (6, date(2026, 11, 27)), (3, date(2026, 11, 26)), (0, date(2026, 11, 30))],
    ids=["Saturday", "Sunday", "Thursday", "Monday"],
)
def test_whoever_chose_another_weekday_has_it_but_never_a_weekend(weekday: int, day: date) -> None:
    week = [date(2026, 11, 24 + number) for number in range(7)]
    rhythm = Rhythm(weekday=weekday, hour=9)

    assert [each for each in week if is_weekly_day(each, rhythm=rhythm, calendar=Calendar("CN"))] == [day]


@pytest.mark.parametrize(
    ("hours", "wanted", "begins"),
    [
        (Hours(), 9, (9, 0)),
        (Hours(), 10, (10, 0)),
        (Hours(), 12, (13, 30)),
        (Hours(), 13, (13, 30)),
        (Hours(), 7, (9, 0)),
        (Hours(), 18, (17, 0)),
        (Hours(), 23, (17, 0)),
        (Hours(start=9, end=24), 23, (23, 0)),
        (Hours(start=9, end=18, breaks=("12:00-17:30",)), 18, (17, 30)),
        (Hours(start=22, end=6), 16, (16, 0)),
    ],
)
def test_a_good_moment_is_never_in_lunch_nor_outside_working_hours(
    hours: Hours, wanted: int, begins: tuple[int, int]
) -> None:
    day, zone = date(2026, 11, 27), ZoneInfo(SHANGHAI)

    moment = good_moment(day, wanted, hours=hours.office, zone=zone)

    assert moment == local(SHANGHAI, 2026, 11, 27, *begins)
    assert hours.office.is_inside(moment, zone=zone)


def test_the_later_periods_of_a_day_are_those_after_a_moment() -> None:
    day, zone = date(2026, 11, 27), ZoneInfo(SHANGHAI)
    at_ten = local(SHANGHAI, 2026, 11, 27, 10, 0)

    assert beginnings(day, after=at_ten, hours=OFFICE, zone=zone) == [local(SHANGHAI, 2026, 11, 27, 13, 30)]
    assert beginnings(day, after=at_ten + timedelta(hours=6), hours=OFFICE, zone=zone) == []


@pytest.mark.parametrize(
    ("country", "weekdays"), [("CN", (0, 1, 2, 3, 4)), ("SA", (0, 1, 2, 3, 6)), ("BN", (0, 1, 2, 3, 5))]
)
def test_a_day_and_an_hour_are_chosen_among_working_ones(country: str, weekdays: tuple[int, ...]) -> None:
    present = Rhythm(weekday=0, hour=9)

    choice = choice_of(present, calendar=Calendar(country), policy=Policy())

    assert choice.hours == (9, 10, 11, 14, 15, 16, 17)
    assert (choice.present, choice.companys) == (present, Rhythm(weekday=4, hour=16))
    assert set(choice.weekdays) <= set(weekdays) | {3}


@pytest.mark.parametrize(
    ("rhythm", "code"),
    [
        (Rhythm(weekday=5, hour=10), "rhythm.day_off"),
        (Rhythm(weekday=7, hour=10), "rhythm.day_off"),
        (Rhythm(weekday=1, hour=12), "rhythm.outside_hours"),
        (Rhythm(weekday=1, hour=18), "rhythm.outside_hours"),
        (Rhythm(weekday=1, hour=25), "rhythm.outside_hours"),
    ],
)
def test_nothing_else_is_taken(rhythm: Rhythm, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        checked(rhythm, calendar=Calendar("CN"), policy=Policy())
