"""When somebody is reminded of what they owe."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.calendar import (
    at_local,
    first_weekday,
    following,
    is_working_day,
    next_working_day,
    working_weekday,
)
from bot.domain.obligations import Kind, Owed
from bot.domain.people import Person
from bot.domain.policy import Schedule
from bot.domain.weeks.pocket_reminder import EmptyPocket


def nudge_day(now: datetime, *, zone: ZoneInfo, country: str, schedule: Schedule) -> date | None:
    """The person's own day if the weekly nudge is due on it now, else None.

    Fridays from 16:00 until that local day ends, so that a missed beat heals itself; where Friday is
    part of the weekend, on the last working weekday before it. On a public holiday there is none, and
    none instead of it. Source: issue 2, story 3.
    """
    today = now.astimezone(zone).date()
    weekday = working_weekday(schedule.nudge_weekday, country=country)
    if today.weekday() != weekday or not is_working_day(today, country=country):
        return None
    return today if now >= at_local(today, schedule.nudge_hour, zone=zone) else None


def reminder_day(now: datetime, *, zone: ZoneInfo, country: str) -> date:
    """What "next week" means: its first working day there, Monday in most countries, or after a holiday."""
    begins = following(first_weekday(country=country), now.astimezone(zone).date())
    return next_working_day(begins - timedelta(days=1), country=country)


def reminder_is_due(day: date, now: datetime, *, zone: ZoneInfo, country: str, schedule: Schedule) -> bool:
    """Whether somebody who asked to be reminded on `day` is reminded now: from 10:00 of it on.

    Where that whole day was missed, the next working day serves.
    """
    today = now.astimezone(zone).date()
    if day > today or not is_working_day(today, country=country):
        return False
    return now >= at_local(today, schedule.reminder_hour, zone=zone)


class Listener(StrEnum):
    """Who else hears that somebody did not move."""

    MANAGER = "manager"
    HR = "hr"


def who_hears(nudges: int, *, has_manager: bool, schedule: Schedule) -> frozenset[Listener]:
    """One step up for each two reminders of a step that were left unanswered, whatever kind of step it is.

    First the manager, then HR as well; for whoever has no manager that could hear it, HR at once.
    Source: issue 2, story 3; the second step is our choice.
    """
    patience = schedule.nudges_before_manager
    first = Listener.MANAGER if has_manager else Listener.HR
    steps = ((patience, first), (2 * patience, Listener.HR))
    return frozenset(listener for after, listener in steps if nudges >= after)


def counted(schedule: Schedule) -> int:
    """How many reminders of a step make a difference to who hears of it."""
    return 2 * schedule.nudges_before_manager


@dataclass(frozen=True, kw_only=True)
class Behind:
    """Somebody who did not move: what kinds of steps wait for them, and how many of each; no more."""

    name: str
    owes: tuple[tuple[Kind, int], ...]


@dataclass(frozen=True, kw_only=True)
class Missed:
    """A self-score that was spoken of and is not taken any more."""

    period: str
    closed_on: date


@dataclass(frozen=True, kw_only=True)
class NudgeFacts:
    """What a reminder shows: all that its reader owes, soonest first, and who did not move.

    `missed`: what was closed since `day` and not handed in.
    `team_behind`: people who report to its reader; `company_behind`: others, where the reader is HR.
    `remind_on`: the day they asked to be reminded on. `replaced_on`: the day of a newer reminder.
    """

    person: Person
    day: date
    owed: tuple[Owed, ...]
    team_behind: tuple[Behind, ...] = ()
    company_behind: tuple[Behind, ...] = ()
    missed: tuple[Missed, ...] = ()
    remind_on: date | None = None
    replaced_on: date | None = None
    pocket: EmptyPocket | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.owed or self.team_behind or self.company_behind)
