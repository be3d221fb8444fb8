"""The hours that somebody at the desk writes down for themselves, with lunch."""

import re
from datetime import time

from bot.domain.text import plain
from bot.domain.working_hours import WorkingHours, is_between, working_minutes
from bot.errors import Refusal

MOST_BREAKS = 4

_SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|~|to|bis|至|到)\s*(\d{1,2})(?:[:.](\d{2}))?")
_BETWEEN = {"lunch", "break", "breaks", "and", "with", "午休", "午饭", "午飯", "休息", "和"}
_DAY = 24 * 60


def parse_hours(said: str) -> WorkingHours:
    """The periods of a day as people write it: `9-18 lunch 12-13:30`, `9:30-18:30, break 12:00-13:00`.

    The first span is the day, all others are breaks; an end before the start is on the next day. Raises
    Refusal: hours.usage, hours.break_outside.
    """
    written = plain(said).casefold()
    spans = [found.groups() for found in _SPAN.finditer(written)]
    between = re.sub(r"[,;，；、:]", " ", _SPAN.sub(" ", written)).split()
    if not 1 <= len(spans) <= 1 + MOST_BREAKS or not _BETWEEN.issuperset(between):
        raise Refusal("hours.usage", text=said)
    (begins, over), *breaks = [_minutes(*span, said=said) for span in spans]
    if begins in (over, _DAY):
        raise Refusal("hours.usage", text=said)
    over += _DAY if over < begins else 0
    held = [f"{_clock(first)}-{_clock(last)}" for first, last in breaks]
    for each in held:
        if not is_between(each, begins, over):
            raise Refusal("hours.break_outside", text=each, begins=_clock(begins), over=_clock(over % _DAY))
    return working_minutes(begins, over, held)


def as_kept(hours: WorkingHours) -> str:
    """`09:00-12:00,13:30-18:00`"""
    return ",".join(f"{begins:%H:%M}-{ends:%H:%M}" for begins, ends in hours.periods)


def of_kept(kept: str) -> WorkingHours:
    """The hours that `as_kept` wrote."""
    spans = [_SPAN.fullmatch(each) for each in kept.split(",")]
    times = [[int(part) for part in span.groups()] for span in spans if span is not None]
    return WorkingHours(tuple((time(a, b), time(c, d)) for a, b, c, d in times))


def _minutes(*span: str | None, said: str) -> tuple[int, int]:
    hour, minute, end, end_minute = (int(each or 0) for each in span)
    first, last = hour * 60 + minute, end * 60 + end_minute
    if max(first, last) > _DAY or max(minute, end_minute) > 59:
        raise Refusal("hours.usage", text=said)
    return first, last


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
