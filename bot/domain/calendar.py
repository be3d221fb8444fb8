"""Working days, in a person's own country and time zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

MONDAY, SATURDAY, SUNDAY = 0, 5, 6


@cache
def _public_holidays(country: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays(country, years=year))


@cache
def _countries() -> frozenset[str]:
    return frozenset(code for code in holidays.list_supported_countries() if len(code) == 2)


def is_country(code: str) -> bool:
    """Whether public holidays are known for this ISO 3166 country code of two letters."""
    return code in _countries()


@cache
def weekend(country: str) -> frozenset[int]:
    """The weekdays (Monday is 0) on which offices are closed: Friday and Saturday in SA, EG, BD, IL.

    Where the law names a single day of rest the day before it is off too, as in most offices: nobody
    is nudged on a day that may be theirs (decision 0009).
    """
    named = frozenset(holidays.country_holidays(country).weekend) or frozenset({SATURDAY, SUNDAY})
    if len(named) == 1:
        return named | {(day - 1) % 7 for day in named}
    return named


def is_working_day(day: date, *, country: str) -> bool:
    """No weekend there and no public holiday. Make-up days do not count: nobody is nudged on one."""
    return day.weekday() not in weekend(country) and day not in _public_holidays(country, day.year)


def working_weekday(weekday: int, *, country: str) -> int:
    """This weekday where it is a working one, else the last before it: a Friday is Thursday in Riyadh."""
    while weekday in weekend(country):
        weekday = (weekday - 1) % 7
    return weekday


def first_weekday(*, country: str) -> int:
    """The weekday on which a working week begins: Monday, Sunday in Riyadh."""
    days_off = weekend(country)
    begins = [day for day in range(7) if day not in days_off and (day - 1) % 7 in days_off]
    return MONDAY if MONDAY in begins else begins[0]


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


def first_of_the_last(count: int, *, until: date, country: str) -> date:
    """The first of the last `count` working days up to `until`, itself among them. `count` is positive."""
    day = until
    while True:
        count -= is_working_day(day, country=country)
        if count <= 0:
            return day
        day -= timedelta(days=1)


def working_days(day: date, *, country: str) -> Iterator[date]:
    """The working days from `day` on, itself among them."""
    while True:
        if is_working_day(day, country=country):
            yield day
        day += timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """The working days of a country's offices; a company closes on `off` and works on `on` besides."""

    country: str
    off: frozenset[date] = frozenset()
    on: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        if day in self.off:
            return False
        return day in self.on or is_working_day(day, country=self.country)

    def working_weekday(self, weekday: int) -> int:
        return working_weekday(weekday, country=self.country)

    def first_weekday(self) -> int:
        return first_weekday(country=self.country)

    def next_working_day(self, day: date) -> date:
        return self.add_working_days(day, 1)

    def add_working_days(self, day: date, count: int) -> date:
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_working_day(day)
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
