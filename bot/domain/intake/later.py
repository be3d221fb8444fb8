"""Putting a request off: until when it can be, and what is known of one that is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.calendar import ONE_DAY, Calendar
from bot.domain.people import Person
from bot.domain.working_hours import WorkingHours

AN_HOUR = timedelta(hours=1)
LONGEST = timedelta(days=92)
"""So far off at most: whoever looks no sooner wants to decline. Our choice."""

REASON_LIMIT = 300


class When(StrEnum):
    """What is offered, in this order; each has its words in messages/intake/later_form."""

    IN_AN_HOUR = "in_an_hour"
    AFTER_LUNCH = "after_lunch"
    NEXT_DAY = "next_day"
    NEXT_WEEK = "next_week"


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One of the moments, always within working time."""

    when: When
    at: datetime


@dataclass(frozen=True, kw_only=True)
class PutOff:
    """A request is put off until then, by whom; `reason` is for colleagues alone, and may be empty."""

    by: Person
    until: datetime
    reason: str


def offers(now: datetime, *, zone: ZoneInfo, calendar: Calendar, hours: WorkingHours) -> tuple[Offer, ...]:
    """The moments to which somebody can put a request off by one click, none of them twice."""
    found: dict[datetime, Offer] = {}
    for each in _offers(now, zone=zone, calendar=calendar, hours=hours):
        found.setdefault(each.at, each)
    return tuple(found.values())


def _offers(now: datetime, *, zone: ZoneInfo, calendar: Calendar, hours: WorkingHours) -> Iterator[Offer]:
    today = now.astimezone(zone).date()
    is_working = calendar.is_working_day(today)
    if is_working and hours.is_inside(now + AN_HOUR, zone=zone):
        yield Offer(when=When.IN_AN_HOUR, at=(now + AN_HOUR).replace(second=0, microsecond=0))
    later_today = [begins for begins, _ in hours.of(today, zone=zone) if begins > now] if is_working else []
    if later_today:
        yield Offer(when=When.AFTER_LUNCH, at=later_today[0])
    yield Offer(when=When.NEXT_DAY, at=_morning(today + ONE_DAY, zone=zone, calendar=calendar, hours=hours))
    monday = today + ONE_DAY * (7 - today.weekday())
    yield Offer(when=When.NEXT_WEEK, at=_morning(monday, zone=zone, calendar=calendar, hours=hours))


def _morning(day: date, *, zone: ZoneInfo, calendar: Calendar, hours: WorkingHours) -> datetime:
    """When work begins on the first working day from `day` on."""
    working_day = next(iter(calendar.working_days(day)))
    return next(begins for begins, _ in hours.of(working_day, zone=zone))
