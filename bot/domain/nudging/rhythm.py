"""A person's own day and hour: when their week is spoken of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.calendar import Calendar
from bot.domain.policy import Schedule

Periods = Sequence[tuple[time, time]]
"""The working periods of a day, in order: each from a time of day to before another."""

ONE_HOUR = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """`weekday`: 0 is Monday. `hour`: local."""

    weekday: int
    hour: int


def companys(schedule: Schedule) -> Rhythm:
    """Whoever chose none has the company's."""
    return Rhythm(weekday=schedule.nudge_weekday, hour=schedule.nudge_hour)


def is_weekly_day(day: date, *, rhythm: Rhythm, calendar: Calendar) -> bool:
    """Whether this person's week is spoken of on that day.

    Where their weekday is part of the weekend it is the last working weekday before. On a public
    holiday there is none, and none instead of it. Source: issue 2, story 3.
    """
    return day.weekday() == calendar.working_weekday(rhythm.weekday) and calendar.is_working_day(day)


def weekly_moment(
    day: date, *, rhythm: Rhythm, calendar: Calendar, periods: Periods, zone: ZoneInfo
) -> datetime | None:
    """When on that day this person's week is spoken of, in UTC; None where it is not their day."""
    if not is_weekly_day(day, rhythm=rhythm, calendar=calendar):
        return None
    return good_moment(day, rhythm.hour, periods=periods, zone=zone)


def good_moment(day: date, hour: int, *, periods: Periods, zone: ZoneInfo) -> datetime:
    """The first moment from that hour on which lies in a working period: after lunch, where it is lunch.

    Where the hour is after the last period, its last hour serves. In UTC.
    """
    wanted = time(hour)
    begun = next((max(start, wanted) for start, end in periods if wanted < end), None)
    if begun is not None:
        return _utc(day, begun, zone)
    start, end = periods[-1]
    return max(_utc(day, start, zone), _utc(day, end, zone) - ONE_HOUR)


def is_inside(at: datetime, *, periods: Periods, zone: ZoneInfo) -> bool:
    """Whether a moment lies in a working period, by the clock there."""
    local = at.astimezone(zone).time()
    return any(start <= local < end for start, end in periods)


def beginnings(day: date, *, after: datetime, periods: Periods, zone: ZoneInfo) -> list[datetime]:
    """When the later periods of a day begin, in UTC."""
    return [begun for start, _ in periods if (begun := _utc(day, start, zone)) > after]


def _utc(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)
