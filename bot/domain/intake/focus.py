"""Focus: until when a developer is not to be disturbed, as they say it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.text import key
from bot.domain.working_hours import WorkingHours
from bot.errors import Refusal

LONGEST = timedelta(hours=24)
"""Whoever is not there for longer is away."""

ONE_DAY = timedelta(days=1)
NOON = 12
OFF = frozenset({"off", "end", "stop", "over", "结束", "結束", "关", "關", "关闭", "關閉"})
TOMORROW = "until tomorrow"
TWO_HOURS = "2h"

_HOURS = r"(?P<hours>\d{1,3}(?:[.,]\d{1,2})?) ?(?:h|hrs?|hours?|个?小时|個?小時)"
_MINUTES = r"(?P<minutes>\d{1,4}) ?(?:m|mins?|minutes?|分钟?|分鐘?)"
_FOR = re.compile(rf"(?:for )?(?:{_HOURS})?(?: ?(?:and )?{_MINUTES})?")
_UNTIL = r"(?:(?P<word>until|till?|to|直到|到|至) ?)"
_AT = re.compile(
    rf"{_UNTIL}?(?P<half>上午|早上|下午|晚上)? ?(?P<hour>\d{{1,2}})"
    r"(?:[:.点點時时] ?(?P<minute>\d{2})?分?)? ?(?P<m>[ap]\.?m\.?)?"
)
_TOMORROW = re.compile(rf"{_UNTIL}?(?:tomorrow|明天|明日)")
_CLOCK = re.compile(r"[:.点點時时]|[ap]\.?m")


@dataclass(frozen=True, kw_only=True)
class Focus:
    """A developer is in focus until then."""

    developer_id: int
    until: datetime


def spoken_until(text: str, *, now: datetime, zone: ZoneInfo, hours: WorkingHours) -> datetime:
    """The end of a focus as somebody wrote it: `2h`, `90 min`, `until 15:00`, `until tomorrow`, `2小时`.

    A time of day is the next such; tomorrow is when their next calendar day of work would begin. In UTC.
    Raises Refusal: focus.usage, focus.too_long.
    """
    said = key(text)
    for read in _READINGS:
        for until in read(said, now.astimezone(zone), hours):
            if until.astimezone(UTC) - now > LONGEST and read is _for_so_long:
                raise Refusal("focus.too_long", text=text, hours=int(LONGEST.total_seconds()) // 3600)
            return until.astimezone(UTC)
    raise Refusal("focus.usage", text=text)


def _for_so_long(said: str, here: datetime, _hours: WorkingHours) -> Iterator[datetime]:
    found = _FOR.fullmatch(said)
    if found and (found["hours"] or found["minutes"]):
        spent = timedelta(
            hours=float((found["hours"] or "0").replace(",", ".")), minutes=int(found["minutes"] or 0)
        )
        if spent:
            yield here.astimezone(UTC) + spent


def _until_tomorrow(said: str, here: datetime, hours: WorkingHours) -> Iterator[datetime]:
    if _TOMORROW.fullmatch(said):
        zone = here.tzinfo
        assert isinstance(zone, ZoneInfo)
        yield next(iter(hours.of(here.date() + ONE_DAY, zone=zone)))[0]


def _until_a_time(said: str, here: datetime, _hours: WorkingHours) -> Iterator[datetime]:
    """`15` alone is no time of day: it may be minutes."""
    found = _AT.fullmatch(said)
    if not found or not (found["word"] or _CLOCK.search(said)):
        return
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    is_after_noon = found["half"] in ("下午", "晚上") or (found["m"] or "").startswith("p")
    is_before_noon = found["half"] in ("上午", "早上") or (found["m"] or "").startswith("a")
    if is_after_noon and hour < NOON:
        hour += NOON
    if is_before_noon and hour == NOON:
        hour = 0
    hour = 0 if (hour, minute) == (24, 0) else hour
    if hour > 23 or minute > 59:
        return
    until = datetime.combine(here.date(), time(hour, minute), tzinfo=here.tzinfo)
    yield until if until > here else datetime.combine(here.date() + ONE_DAY, time(hour, minute), here.tzinfo)


_READINGS: Sequence[Callable[[str, datetime, WorkingHours], Iterator[datetime]]] = (
    _for_so_long,
    _until_tomorrow,
    _until_a_time,
)
