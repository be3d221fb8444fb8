"""Days and spans of days as people write them: until 12 Oct, from Monday until Friday, 10月12日."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.calendar import following
from bot.domain.text import key
from bot.errors import Refusal

A_WEEK = timedelta(days=7)
TWO_MONTHS = 62

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CHINESE_WEEKDAYS = "一二三四五六日"
_IN_DAYS = {
    "yesterday": -1,
    "昨天": -1,
    "today": 0,
    "今天": 0,
    "今日": 0,
    "tomorrow": 1,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "後天": 2,
}

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_CHINESE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号號]?")
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}))?\.?")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?(?: of)? ?([a-z]{3,9})\.?(?:,? (\d{4}))?")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?")
_CHINESE_DAY = re.compile(r"(\d{1,2})[日号號]")
_CHINESE_WEEKDAY = re.compile(r"([下本这這])?[个個]?(?:周|週|星期|礼拜|禮拜)([一二三四五六日天])")
_BEFORE_A_WEEKDAY = re.compile(r"(?:on |this |next )?([a-z]+)")

_WORDS = r"(?:until|till?|to|through)"
_TO = rf"(?:\s+{_WORDS}\s+|\s*(?:到|至|~|--)\s*|\s+-\s+|(?<=[日号號])-)"
_SPAN = re.compile(rf"(?:from\s+|从|從|自)?\s*(?P<first>\S.*?){_TO}(?P<last>.+)")
_UNTIL = re.compile(rf"(?:{_WORDS}\s+|直到|到|至)\s*(?P<last>.+)")
_FROM = re.compile(r"(?:(?:from|since)\s+|从|從|自)\s*(?P<first>.+?)\s*(?:on|起|开始|開始)?")


@dataclass(frozen=True, kw_only=True)
class Span:
    """What somebody wrote: `first` None is today, `last` None has no end."""

    first: date | None
    last: date | None


def spoken_span(text: str, *, today: date) -> Span:
    """The days that somebody wrote: `until 12 Oct`, `from 3 Oct until 12 Oct`, `from Monday`, `12 Oct`.

    A day without a year is the nearest one of the day before it. Raises Refusal: away.usage where it is no
    day, away.ambiguous with the days that it can be, each with what was written.
    """
    said = key(text)
    if found := _UNTIL.fullmatch(said):
        return Span(first=None, last=spoken_day(found["last"], near=today, written=text))
    if found := _SPAN.fullmatch(said):
        first = spoken_day(found["first"], near=today, written=text)
        return Span(first=first, last=spoken_day(found["last"], near=first, written=text))
    if found := _FROM.fullmatch(said):
        return Span(first=spoken_day(found["first"], near=today, written=text), last=None)
    return Span(first=None, last=spoken_day(said, near=today, written=text))


def spoken_day(said: str, *, near: date, written: str = "") -> date:
    """A day as somebody wrote it; without a year the nearest to `near`, a weekday the next one after it.

    Raises Refusal: away.usage, away.ambiguous. `written` is the whole of what stood there.
    """
    said = key(said)
    days = list(dict.fromkeys(day for read in _READINGS for day in read(said, near)))
    if not days:
        raise Refusal("away.usage", text=written or said)
    if len(days) > 1:
        raise Refusal("away.ambiguous", text=written or said, said=said, days=days)
    return days[0]


def _in_days(said: str, near: date) -> Iterator[date]:
    if said in _IN_DAYS:
        yield near + timedelta(days=_IN_DAYS[said])


def _with_year_first(said: str, _near: date) -> Iterator[date]:
    if found := _YEAR_FIRST.fullmatch(said):
        yield from _day(*found.groups())


def _in_chinese(said: str, near: date) -> Iterator[date]:
    if found := _CHINESE.fullmatch(said):
        yield from _nearest(found[1], found[2], found[3], near)


def _day_in_chinese(said: str, near: date) -> Iterator[date]:
    """12日 is the next twelfth, which may be that day."""
    if found := _CHINESE_DAY.fullmatch(said):
        ahead = (near + timedelta(days=each) for each in range(TWO_MONTHS))
        yield from [day for day in ahead if day.day == int(found[1])][:1]


def _in_numbers(said: str, near: date) -> Iterator[date]:
    """10/12 is two days, 25/12 and 10/10 are one."""
    if found := _NUMBERS.fullmatch(said):
        yield from _nearest(found[3], found[2], found[1], near)
        yield from _nearest(found[3], found[1], found[2], near)


def _with_a_months_name(said: str, near: date) -> Iterator[date]:
    day_first, month_first = _DAY_FIRST.fullmatch(said), _MONTH_FIRST.fullmatch(said)
    if day_first and (month := _named(day_first[2], _MONTHS)):
        yield from _nearest(day_first[3], str(month), day_first[1], near)
    elif month_first and (month := _named(month_first[1], _MONTHS)):
        yield from _nearest(month_first[3], str(month), month_first[2], near)


def _weekday(said: str, near: date) -> Iterator[date]:
    """The next such day; on that weekday itself it may be that day, and `next Friday` is either of two."""
    found = _BEFORE_A_WEEKDAY.fullmatch(said)
    number = _named(found[1], _WEEKDAYS) if found else None
    if number is None:
        return
    coming = following(number - 1, near)
    if near.weekday() == number - 1:
        yield near
    elif said.startswith("next "):
        yield coming + A_WEEK
    yield coming


def _chinese_weekday(said: str, near: date) -> Iterator[date]:
    """下周五 is the Friday of the week that begins on the next Monday, 本周五 that of this one."""
    found = _CHINESE_WEEKDAY.fullmatch(said)
    if not found:
        return
    number = _CHINESE_WEEKDAYS.index(found[2].replace("天", "日"))
    monday = near - timedelta(days=near.weekday())
    this_week = monday + timedelta(days=number)
    if found[1] == "下" or (not found[1] and this_week < near):
        yield this_week + A_WEEK
    else:
        yield this_week


_READINGS: Sequence[Callable[[str, date], Iterator[date]]] = (
    _in_days,
    _with_year_first,
    _in_chinese,
    _day_in_chinese,
    _in_numbers,
    _with_a_months_name,
    _weekday,
    _chinese_weekday,
)


def _named(said: str, names: Sequence[str]) -> int | None:
    """The number of the name that this is, or the beginning of in three letters or more; from 1."""
    found = [number for number, name in enumerate(names, 1) if name.startswith(said)]
    return found[0] if len(said) >= 3 and len(found) == 1 else None


def _nearest(year: str | None, month: str, day: str, near: date) -> Iterator[date]:
    """The day of that year; without one, the nearest."""
    if year:
        yield from _day(year, month, day)
        return
    years = (near.year - 1, near.year, near.year + 1)
    days = [each for number in years for each in _day(str(number), month, day)]
    yield from sorted(days, key=lambda each: abs(each - near))[:1]


def _day(year: str, month: str, day: str) -> Iterator[date]:
    try:
        yield date(int(year), int(month), int(day))
    except ValueError:
        return
