"""Days on which a company closes or works whatever the calendars of its countries say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bot.domain.calendar import ONE_DAY, Calendar, is_country
from bot.domain.setting import Rule, list_of

Written = str | date
"""A day as it stands in the file: `2026-12-24`, `2026-12-28..2026-12-31`, either after a country: `DE …`."""

MOST_ENTRIES = 400
LONGEST = timedelta(days=92)
"""A range that closes a quarter of a year is a slip of the pen."""

_ENTRY = re.compile(r"(?:(?P<country>[A-Za-z]{2})\s+)?(?P<first>[\d-]+)(?:\s*\.\.\s*(?P<last>[\d-]+))?")


@dataclass(frozen=True, kw_only=True)
class CompanyDay:
    """Days from first to last, in one country, or in all where `country` is None."""

    first: date
    last: date
    country: str | None = None

    def days(self) -> Iterator[date]:
        """Each of them."""
        day = self.first
        while day <= self.last:
            yield day
            day += ONE_DAY


@dataclass(frozen=True, kw_only=True)
class _DayRule(Rule):
    def why_not(self, value: Any, *, shown: str) -> str | None:
        """One clause on why it is refused, None where it is not."""
        day = read_day(value)
        if day is None:
            return super().why_not(value, shown=shown)
        if day.country is not None and not is_country(day.country):
            return f"“{shown}” begins with no country whose holidays are known (two capital letters: CN)."
        if day.last < day.first:
            return f"“{shown}” ends before it starts."
        if day.last - day.first > LONGEST:
            return f"“{shown}” is longer than {LONGEST.days} days. Write it in parts if it is meant so."
        return None


def read_day(value: Any) -> CompanyDay | None:
    """What was written, None where it is no day; whether it makes sense is not asked."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return CompanyDay(first=value, last=value)
    found = _ENTRY.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    try:
        first = date.fromisoformat(found["first"])
        last = date.fromisoformat(found["last"]) if found["last"] else first
    except ValueError:
        return None
    return CompanyDay(first=first, last=last, country=found["country"])


COMPANY_DAYS = list_of(
    _DayRule(
        expected="a day (2026-12-24), days (2026-12-28..2026-12-31) or those of a country (DE 2026-12-24)",
        allows=lambda value: read_day(value) is not None,
    ),
    example="[2026-12-24, DE 2026-12-28..2026-12-31]",
    most=MOST_ENTRIES,
)


def calendar_of(country: str, *, closed: Sequence[Written], worked: Sequence[Written]) -> Calendar:
    """The calendar of a country with what the company says; of one country beats what it says of all."""
    off_here, off = _of(country, closed), _of(None, closed)
    on_here, on = _of(country, worked), _of(None, worked)
    return Calendar(country, off=off_here | (off - on_here), on=on_here | (on - off_here))


def clashes(*, closed: Sequence[Written], worked: Sequence[Written]) -> Iterator[tuple[int, str]]:
    """Which of the days worked are closed as well, for the same people: their place and a sentence."""
    for place, written in enumerate(worked):
        entry = read_day(written)
        both = sorted(_of(entry.country, closed).intersection(entry.days())) if entry else []
        if entry and both:
            where = f" in {entry.country}" if entry.country else ""
            yield place, f"{both[0]} is among days.closed too{where}. Keep one of them."


def _of(country: str | None, written: Sequence[Written]) -> frozenset[date]:
    entries = (read_day(each) for each in written)
    return frozenset(day for entry in entries if entry and entry.country == country for day in entry.days())
