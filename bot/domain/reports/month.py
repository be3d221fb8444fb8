"""A month, as a report is about one, and the day on which its report is read."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from bot.domain.calendar import Calendar, at_local
from bot.domain.people import Person
from bot.errors import Refusal

_NAMED = re.compile(r"(\d{4})[-/.年](\d{1,2})月?")
FIRST_YEAR = 2000
"""Nothing that Steward counts is older."""


@dataclass(frozen=True, kw_only=True, order=True)
class Month:
    """`number` counts from 1. Written as `2026-10`."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def after(self) -> "Month":
        return month_of(self.first + timedelta(days=31))

    @property
    def before(self) -> "Month":
        return month_of(self.first - timedelta(days=1))

    @property
    def last(self) -> date:
        return self.after.first - timedelta(days=1)


def month_of(day: date) -> Month:
    """The one in which a day lies."""
    return Month(year=day.year, number=day.month)


def is_month(text: str) -> bool:
    """Whether somebody means a month by it."""
    return _NAMED.fullmatch(text) is not None


def month_named(text: str, *, today: date, calendar: Calendar) -> Month:
    """`2026-10`, `2026/10` or `2026年10月`. Raises Refusal: deck.month, also of one that has not begun; and
    deck.unfinished before the day from which it is told: two looks at a month that goes on, side by side,
    would tell of whoever came in between.
    """
    found = _NAMED.fullmatch(text)
    year, number = map(int, found.groups()) if found else (0, 0)
    if year < FIRST_YEAR or not 1 <= number <= 12 or (year, number) > (today.year, today.month):
        raise Refusal("deck.month", text=text, example=str(newest(today, calendar)))
    named = Month(year=year, number=number)
    told = told_from(named, calendar)
    if today < told:
        raise Refusal("deck.unfinished", month=str(named), told=told, newest=str(newest(today, calendar)))
    return named


def newest(today: date, calendar: Calendar) -> Month:
    """The last month that is told by now."""
    last = month_of(today).before
    return last if today >= told_from(last, calendar) else last.before


def told_from(month: Month, calendar: Calendar) -> date:
    """The second working day of the month after it."""
    return next(islice(calendar.working_days(month.after.first), 1, None))


def second_working_day(month: Month, person: Person) -> date:
    """The day on which somebody reads what the month before came to, in their own calendar."""
    return told_from(month.before, person.calendar)


def due_month(person: Person, *, hour: int, now: datetime) -> Month | None:
    """Of which month it is time that somebody reads: from this hour of theirs on, on a working day of theirs
    from the second of a month on; None while it is not. Where that day was missed a later one serves.
    """
    today = now.astimezone(person.zone).date()
    this = month_of(today)
    if today < second_working_day(this, person) or not person.calendar.is_working_day(today):
        return None
    return this.before if at_local(today, hour, zone=person.zone) <= now else None
