"""Of which days a report on the desk is: chosen from a few, or typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.calendar import ONE_DAY, at_local
from bot.domain.reviews.cycles import cycle_name, period_named
from bot.domain.text import key, plain
from bot.errors import Refusal

FOUR_WEEKS = timedelta(days=28)
MOST_DAYS = 366
EARLIEST = date(2000, 1, 1)
PERIOD, FIRST, LAST = "period", "first", "last"
"""The fields of the form in which they are chosen."""

_WEEK = re.compile(r"(\d{4})-?[wW](\d{1,2})")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class FileForm(StrEnum):
    """As which files the figures are to be had, by how their names end."""

    WORKBOOK = "xlsx"
    TABLE = "csv"


class Which(StrEnum):
    """What can be chosen by its name. `OTHER`: two days of one's own."""

    WEEK = "week"
    FOUR_WEEKS = "four_weeks"
    MONTH = "month"
    LAST_MONTH = "last_month"
    QUARTER = "quarter"
    LAST_QUARTER = "last_quarter"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, order=True)
class Days:
    """From the first day to the last, both whole, by the company's clock."""

    first: date
    last: date

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def before(self) -> "Days":
        """The four weeks before, with which a report compares."""
        return Days(first=self.first - FOUR_WEEKS, last=self.first - ONE_DAY)

    def moments(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """When the first day begins, and when the last is over, in UTC."""
        return at_local(self.first, 0, zone=zone), at_local(self.last + ONE_DAY, 0, zone=zone)

    def __str__(self) -> str:
        return f"{self.first.isoformat()}:{self.last.isoformat()}"


_CALLED: Mapping[str, Which] = {
    **dict.fromkeys(("week", "last week", "上周", "上週"), Which.WEEK),
    **dict.fromkeys(
        ("four weeks", "last four weeks", "4 weeks", "last 4 weeks", "最近四周", "最近四週"), Which.FOUR_WEEKS
    ),
    **dict.fromkeys(("month", "this month", "本月", "这个月", "這個月"), Which.MONTH),
    **dict.fromkeys(("last month", "上月", "上个月", "上個月"), Which.LAST_MONTH),
    **dict.fromkeys(("quarter", "this quarter", "本季", "本季度"), Which.QUARTER),
    **dict.fromkeys(("last quarter", "上季", "上季度", "上个季度", "上一季"), Which.LAST_QUARTER),
}
"""How people call them behind the command."""


def days_of(value: str) -> Days:
    """What `str` of days says. Raises ValueError for anything else."""
    first, _, last = value.partition(":")
    return Days(first=date.fromisoformat(first), last=date.fromisoformat(last))


def chosen(which: Which, *, today: date) -> Days:
    """The days of a named period; a week and four weeks are whole ones, the newest that are over."""
    monday = today - timedelta(days=today.weekday())
    month = today.replace(day=1)
    quarter = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    last_month, last_quarter = month - ONE_DAY, quarter - ONE_DAY
    return {
        Which.WEEK: Days(first=monday - timedelta(days=7), last=monday - ONE_DAY),
        Which.FOUR_WEEKS: Days(first=monday - FOUR_WEEKS, last=monday - ONE_DAY),
        Which.MONTH: Days(first=month, last=today),
        Which.LAST_MONTH: Days(first=last_month.replace(day=1), last=last_month),
        Which.QUARTER: Days(first=quarter, last=today),
        Which.LAST_QUARTER: Days(first=date(last_quarter.year, last_quarter.month - 2, 1), last=last_quarter),
    }[which]


def said(text: str, *, today: date) -> Days:
    """Days as they are typed: `2026Q4`, `2026-11`, `2026-W48`, `last month`, or a first and a last day.

    Raises Refusal: report.period, and as `checked`.
    """
    typed = plain(text)
    if which := _CALLED.get(key(typed)):
        return chosen(which, today=today)
    if len(found := _DAY.findall(typed)) == 2 and not re.sub(r"[-\s:.~至到,]|to", "", _DAY.sub("", typed)):
        return checked(_day(found[0], typed), _day(found[1], typed), today=today)
    try:
        first, last = _named(typed)
    except (Refusal, ValueError, OverflowError):
        raise Refusal("report.period", text=text) from None
    return checked(first, last, today=today)


def checked(first: date, last: date, *, today: date) -> Days:
    """Days that can be counted. A period that is not over is counted up to today.

    Raises Refusal: report.backwards, report.not_begun, report.too_long.
    """
    if last < first:
        raise Refusal("report.backwards", field=LAST)
    if first > today:
        raise Refusal("report.not_begun", field=FIRST, first=first)
    days = Days(first=first, last=min(last, today))
    if days.length > MOST_DAYS or first < EARLIEST:
        raise Refusal("report.too_long", field=FIRST, limit=MOST_DAYS)
    return days


def _named(typed: str) -> tuple[date, date]:
    if week := _WEEK.fullmatch(typed):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return monday, monday + timedelta(days=6)
    if month := _MONTH.fullmatch(typed):
        first = date(int(month[1]), int(month[2]), 1)
        return first, (first + timedelta(days=31)).replace(day=1) - ONE_DAY
    period = period_named(cycle_name(typed))
    return period.starts_on, period.ends_on


def _day(found: str, typed: str) -> date:
    try:
        return date.fromisoformat(found)
    except ValueError:
        raise Refusal("report.period", text=typed) from None
