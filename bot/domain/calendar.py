"""Working days, in a person's own country and time zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

MONDAY, SATURDAY, SUNDAY = 0, 5, 6
ONE_DAY = timedelta(days=1)


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
    is nudged on a day that may be theirs (decision 0023).
    """
    named = frozenset(holidays.country_holidays(country).weekend) or frozenset({SATURDAY, SUNDAY})
    if len(named) == 1:
        return named | {(day - 1) % 7 for day in named}
    return named


@cache
def _days_off(country: str, year: int) -> frozenset[date]:
    """Every day of a year on which a country's offices are closed.

    A day of the weekend is a working one where the country has swapped it for a bridge day (decision 0023).
    """
    around = (year, year + 1)  # a swap that belongs to a New Year may lie in the December before it
    known = holidays.country_holidays(country, years=[each for each in around if each <= date.max.year])
    closed = weekend(country)
    begins = date(year, 1, 1)
    days = (begins + timedelta(days=each) for each in range(366))
    return frozenset(
        day
        for day in days
        if (day not in known.weekend_workdays if day.weekday() in closed else day in known)
    )


@dataclass(frozen=True)
class Calendar:
    """The working days of a country's offices; a company closes on `off` and works on `on` besides.

    No day is in both.
    """

    country: str
    off: frozenset[date] = frozenset()
    on: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """What the company says of the day, else the country: no weekend that is not swapped, no holiday."""
        if day in self.off:
            return False
        return day in self.on or day not in _days_off(self.country, day.year)

    def working_weekday(self, weekday: int) -> int:
        """This weekday where it is a working one, else the last before it: a Friday is Thursday in Riyadh."""
        while weekday in weekend(self.country):
            weekday = (weekday - 1) % 7
        return weekday

    def first_weekday(self) -> int:
        """The weekday on which a working week begins: Monday, Sunday in Riyadh."""
        days_off = weekend(self.country)
        begins = [day for day in range(7) if day not in days_off and (day - 1) % 7 in days_off]
        return MONDAY if MONDAY in begins else begins[0]

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`."""
        return self.add_working_days(day, 1)

    def add_working_days(self, day: date, count: int) -> date:
        """`count` working days after `day`; `day` itself need not be one. `count` is not negative."""
        while count > 0:
            day += ONE_DAY
            count -= self.is_working_day(day)
        return day

    def first_of_the_last(self, count: int, *, until: date) -> date:
        """The first of the last `count` working days up to `until`, which may be one. `count` is positive."""
        day = until
        while True:
            count -= self.is_working_day(day)
            if count <= 0:
                return day
            day -= ONE_DAY

    def working_days(self, day: date) -> Iterator[date]:
        """The working days from `day` on, itself among them."""
        while True:
            if self.is_working_day(day):
                yield day
            day += ONE_DAY

    def next_opening(self, now: datetime, *, zone: ZoneInfo, hour: int) -> datetime:
        """`hour` o'clock on the person's own next working day, in UTC. Source: issue 2, story 1.

        "Next" is the day after: a message is never sent on the very day that the cycle is opened.
        """
        return at_local(self.next_working_day(now.astimezone(zone).date()), hour, zone=zone)


def at_local(day: date, hour: int, minute: int = 0, *, zone: ZoneInfo) -> datetime:
    """A wall-clock time of a zone, in UTC."""
    return datetime.combine(day, time(hour, minute), tzinfo=zone).astimezone(UTC)


def following(weekday: int, today: date) -> date:
    """The next such weekday (Monday is 0) strictly after `today`."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
