"""Once a week, for those who want it: how many interruptions were kept away."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.calendar import Calendar
from bot.domain.nudging.rhythm import Rhythm, weekly_moment
from bot.domain.people import Person
from bot.domain.working_hours import WorkingHours

A_WEEK = timedelta(days=7)
ONE_DAY = timedelta(days=1)
LATE = 3
"""So many days a count that could not be given in time is still made up for."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Somebody wants to hear it since `since`; `told_at` is when they were told last."""

    person_id: int
    since: datetime
    told_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class PingCount:
    """How many messages were pointed to the desk in a week, and how many of them became requests.

    `of_all`: those to all developers.
    """

    deflected: int
    became_requests: int
    of_all: bool


@dataclass(frozen=True, kw_only=True)
class PingsWish:
    """Whether somebody hears it once a week, and of how many it would be now."""

    is_wanted: bool
    count: PingCount


def due_moment(
    person: Person, wish: Wish, *, rhythm: Rhythm, hours: WorkingHours, calendar: Calendar, now: datetime
) -> datetime | None:
    """The moment of their week that has come, and of which they were not told yet; None: there is none.

    It is their own (bot.domain.nudging.rhythm). One that was missed is made up for, on a working time of
    theirs, for three days.
    """
    if not hours.is_inside(now, zone=person.zone):
        return None
    today = now.astimezone(person.zone).date()
    if not calendar.is_working_day(today):
        return None
    for back in range(LATE + 1):
        moment = weekly_moment(
            today - ONE_DAY * back, rhythm=rhythm, calendar=calendar, hours=hours, zone=person.zone
        )
        if moment is not None and moment <= now:
            is_news = wish.since < moment and (wish.told_at is None or wish.told_at < moment)
            return moment if is_news else None
    return None
