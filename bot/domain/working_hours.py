"""The hours in which people work: several periods a day, by their own clock."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.calendar import ONE_DAY, Calendar
from bot.domain.setting import list_of, text

MINUTES_OF_A_DAY = 24 * 60
ONE_MINUTE = timedelta(minutes=1)
AHEAD = timedelta(days=400)
"""How far working time is looked for: whoever is away for longer is away without an end."""

_BREAK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)\s*[-–]\s*([01]?\d|2[0-3]):([0-5]\d)")


def _never(_: date) -> bool:
    return False


@dataclass(frozen=True)
class WorkingHours:
    """The periods of one working day, in their order, by the clock on the wall.

    A time that is not later than the one before it is on the next day: a night shift belongs to the
    working day on which it begins. A time that a clock skips counts as an hour later; one that it shows
    twice counts when it is first shown.
    """

    periods: tuple[tuple[time, time], ...]

    def is_inside(self, at: datetime, *, zone: ZoneInfo) -> bool:
        """Whether it is working time there, whatever day it is."""
        today = at.astimezone(zone).date()
        return any(
            begins <= at < ends
            for day in (today - ONE_DAY, today)  # the night that began yesterday may still run
            for begins, ends in self.of(day, zone=zone)
        )

    def next_inside(
        self, at: datetime, *, zone: ZoneInfo, calendar: Calendar, is_away: Callable[[date], bool] = _never
    ) -> datetime | None:
        """`at` itself if it is working time of a working day on which nobody is away, else the next such
        moment, in UTC. None where there is none within 400 days.
        """
        today = at.astimezone(zone).date()
        for day in calendar.working_days(today - ONE_DAY):
            if day > today + AHEAD:
                return None
            if not is_away(day):
                for begins, ends in self.of(day, zone=zone):
                    if at < ends:
                        return max(begins, at).astimezone(UTC)
        raise AssertionError("working days never end")

    def minutes_between(self, begun: datetime, until: datetime, *, zone: ZoneInfo, calendar: Calendar) -> int:
        """Whole minutes of working time from `begun` to `until`; none where that is earlier."""
        worked = timedelta()
        last = until.astimezone(zone).date()
        for day in calendar.working_days(begun.astimezone(zone).date() - ONE_DAY):
            if day > last:
                break
            for begins, ends in self.of(day, zone=zone):
                worked += max(min(ends, until) - max(begins, begun), timedelta())
        return worked // ONE_MINUTE

    def after(self, begun: datetime, minutes: int, *, zone: ZoneInfo, calendar: Calendar) -> datetime:
        """When so many minutes (1 or more) of working time are over, counted from `begun`, in UTC."""
        left = timedelta(minutes=minutes)
        # The night that began yesterday may still run.
        for day in calendar.working_days(begun.astimezone(zone).date() - ONE_DAY):
            for begins, ends in self.of(day, zone=zone):
                first = max(begun.astimezone(UTC), begins)
                if first + left <= ends:
                    return first + left
                left -= max(ends - first, timedelta())
        raise AssertionError("working days never end")

    def of(self, day: date, *, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
        """The periods of the working day that begins on `day`, in UTC; what a clock skips is none."""
        passed, over = time.min, datetime.min.replace(tzinfo=UTC)
        for number, period in enumerate(self.periods):
            moments = []
            for position, each in enumerate(period):
                if each <= passed and (number, position) != (0, 0):
                    day += ONE_DAY
                passed = each
                moments.append(datetime.combine(day, each, tzinfo=zone).astimezone(UTC))
            begins, ends = max(moments[0], over), moments[1]
            if begins < ends:
                yield begins, ends
                over = ends


BREAKS = list_of(
    text("a break by the clock (12:00-13:30)", lambda value: _BREAK.fullmatch(value.strip()) is not None),
    example='["12:00-13:30"]',
    most=6,
)


def working(start: int, end: int, breaks: Sequence[str] = ()) -> WorkingHours:
    """From the hour `start` to the hour `end`, 24 for midnight; an end before the start is on the next day.

    A break that is not within them is passed over.
    """
    return working_minutes(*_span(start, end), breaks)


def working_minutes(begins: int, over: int, breaks: Sequence[str] = ()) -> WorkingHours:
    """The same, in minutes from the midnight before the day begins; `over` may be on the next day."""
    held = [each for each in breaks if is_between(each, begins, over)]
    periods = []
    for first, last in sorted([_minutes(each, begins) for each in held]):
        if begins < first:
            periods.append((begins, first))
        begins = max(begins, last)
    periods.append((begins, over))
    return WorkingHours(tuple((_clock(first), _clock(last)) for first, last in periods))


def is_within(written: str, *, start: int, end: int) -> bool:
    """Whether a break lies within the hours of a day, with some work before it and after it."""
    return is_between(written, *_span(start, end))


def is_between(written: str, begins: int, over: int) -> bool:
    """The same, in minutes from the midnight before the day begins."""
    first, last = _minutes(written, begins)
    return begins < first and last < over


def _span(start: int, end: int) -> tuple[int, int]:
    """Minutes from the midnight before the day begins."""
    return start * 60, end * 60 + (MINUTES_OF_A_DAY if end < start else 0)


def _minutes(written: str, begins: int) -> tuple[int, int]:
    """A break in minutes from the midnight before the day begins, which is at `begins`."""
    found = _BREAK.fullmatch(written.strip())
    assert found is not None, written
    hours = [int(each) for each in found.groups()]
    first, last = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
    first += MINUTES_OF_A_DAY if first < begins else 0
    return first, last + MINUTES_OF_A_DAY * ((first - last) // MINUTES_OF_A_DAY + 1 if last <= first else 0)


def _clock(minutes: int) -> time:
    hours, rest = divmod(minutes % MINUTES_OF_A_DAY, 60)
    return time(hours, rest)
