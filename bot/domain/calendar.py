"""Working days, in a person's own country and time zone."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

SATURDAY = 5


@cache
def _public_holidays(country: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays(country, years=year))


def is_country(code: str) -> bool:
    """Whether public holidays are known for this ISO 3166 country code."""
    return code in holidays.list_supported_countries()


def is_working_day(day: date, *, country: str) -> bool:
    """A weekday that is no public holiday. Make-up Saturdays do not count: nobody is nudged on one."""
    return day.weekday() < SATURDAY and day not in _public_holidays(country, day.year)


def next_working_day(day: date, *, country: str) -> date:
    """The first working day after `day`."""
    return add_working_days(day, 1, country=country)


def add_working_days(day: date, count: int, *, country: str) -> date:
    """`count` working days after `day`; `day` itself need not be one. `count` is not negative."""
    while count > 0:
        day += timedelta(days=1)
        if is_working_day(day, country=country):
            count -= 1
    return day


def at_local(day: date, hour: int, minute: int = 0, *, zone: ZoneInfo) -> datetime:
    """A wall-clock time of a zone, in UTC."""
    return datetime.combine(day, time(hour, minute), tzinfo=zone).astimezone(UTC)


def next_opening(now: datetime, *, zone: ZoneInfo, country: str, hour: int) -> datetime:
    """`hour` o'clock on the person's own next working day, in UTC. Source: issue 2, story 1.

    "Next" is the day after: a message is never sent on the very day that the cycle is opened.
    """
    today = now.astimezone(zone).date()
    return at_local(next_working_day(today, country=country), hour, zone=zone)


def following(weekday: int, today: date) -> date:
    """The next such weekday (Monday is 0) strictly after `today`."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
