"""A person's own day and hour: when their week is spoken of."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.calendar import Calendar, at_local
from bot.domain.policy import Policy, Schedule
from bot.domain.working_hours import WorkingHours
from bot.errors import Refusal

ONE_HOUR = timedelta(hours=1)
DAYS_A_WEEK, HOURS_A_DAY = 7, 24
WEEKDAY, HOUR = "weekday", "hour"
"""The fields of the form in which they are chosen."""

_UTC = ZoneInfo("UTC")
_ANY_DAY = date(2027, 1, 4)
"""Hours are the same on all of them."""


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """`weekday`: 0 is Monday. `hour`: local."""

    weekday: int
    hour: int


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What somebody can choose among, what they have, and what the company has."""

    present: Rhythm
    companys: Rhythm
    weekdays: tuple[int, ...]
    hours: tuple[int, ...]


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
    day: date, *, rhythm: Rhythm, calendar: Calendar, hours: WorkingHours, zone: ZoneInfo
) -> datetime | None:
    """When on that day this person's week is spoken of, in UTC; None where it is not their day."""
    if not is_weekly_day(day, rhythm=rhythm, calendar=calendar):
        return None
    return good_moment(day, rhythm.hour, hours=hours, zone=zone)


def good_moment(day: date, hour: int, *, hours: WorkingHours, zone: ZoneInfo) -> datetime:
    """The first moment from that hour on which is working time: after lunch, where it is lunch.

    Where the hour is after the last period, its last hour serves. In UTC.
    """
    wanted = at_local(day, hour, zone=zone)
    periods = list(hours.of(day, zone=zone))
    found = next((max(begins, wanted) for begins, ends in periods if wanted < ends), None)
    if found is not None:
        return found
    begins, ends = periods[-1]
    return max(begins, ends - ONE_HOUR)


def beginnings(day: date, *, after: datetime, hours: WorkingHours, zone: ZoneInfo) -> list[datetime]:
    """When the later periods of a day begin, in UTC."""
    return [begins for begins, _ in hours.of(day, zone=zone) if begins > after]


def choice_of(present: Rhythm, *, calendar: Calendar, policy: Policy) -> Choice:
    """Weekdays on which offices there are open, and hours that begin in working time."""
    weekdays = [day for day in range(DAYS_A_WEEK) if calendar.working_weekday(day) == day]
    hours = [hour for hour in range(HOURS_A_DAY) if policy.hours.office.is_inside(_on_a_day(hour), zone=_UTC)]
    return Choice(
        present=present,
        companys=companys(policy.schedule),
        weekdays=tuple(weekdays),
        hours=tuple(hours),
    )


def checked(rhythm: Rhythm, *, calendar: Calendar, policy: Policy) -> Rhythm:
    """Raises Refusal: rhythm.day_off, rhythm.outside_hours."""
    choice = choice_of(rhythm, calendar=calendar, policy=policy)
    if rhythm.weekday not in choice.weekdays:
        raise Refusal("rhythm.day_off", field=WEEKDAY)
    if rhythm.hour not in choice.hours:
        raise Refusal("rhythm.outside_hours", field=HOUR)
    return rhythm


def _on_a_day(hour: int) -> datetime:
    return at_local(_ANY_DAY, hour, zone=_UTC)
