"""What is said to one person at one moment, and why, or why nothing is. Source: docs/decisions/0024.

A pure function: the sender, "Why am I asked?" and the rehearsal of an admin ask the same one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

from bot.domain.absences import Absence, away_on, is_away
from bot.domain.calendar import Calendar
from bot.domain.nudging.rhythm import Rhythm, beginnings, good_moment, is_weekly_day
from bot.domain.nudging.told import StepKey, Told
from bot.domain.obligations import Kind, announced_on
from bot.domain.working_hours import WorkingHours

ONE_DAY = timedelta(days=1)
UNSAID_DAYS = 5
"""Nothing owed stays unsaid for more working days of the person's own. Source: domain.md §8."""
MOST_DAYS_OFF = 31
"""Further ahead nobody looks for a due day behind holidays and leave."""


class Reason(StrEnum):
    """Why a step is spoken of today; each has its words in messages/nudging."""

    ASKED_FOR = "asked_for"
    DUE_TODAY = "due_today"
    DUE_NEXT = "due_next"
    WEEKLY = "weekly"
    UNSAID = "unsaid"
    ALONG = "along"
    URGENT = "urgent"


class Quiet(StrEnum):
    """Why nothing is said; each has its words in messages/nudging."""

    NOTHING_OWED = "nothing_owed"
    DAY_OFF = "day_off"
    AWAY = "away"
    SNOOZED = "snoozed"
    ANNOUNCED = "announced"
    NOT_YET = "not_yet"
    ALREADY = "already"
    WEEK_FULL = "week_full"
    LATER_TODAY = "later_today"
    OUTSIDE_HOURS = "outside_hours"
    MISSED = "missed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """Something that waits, or waited until `done_at`, for the person.

    `is_urgent`: it cannot wait once its hour is over; `told_on`: the day, in their own calendar, on which
    that was said apart from all else.
    """

    kind: Kind
    subject_id: int
    since: datetime
    opens_at: datetime
    due_on: date
    due_at: datetime | None = None
    lapses_on: date | None = None
    done_at: datetime | None = None
    is_urgent: bool = False
    told_on: date | None = None

    def of(self, person_id: int) -> StepKey:
        """By what others are told of it."""
        return StepKey(person_id=person_id, kind=self.kind, subject_id=self.subject_id, since=self.since)

    @property
    def begins(self) -> datetime:
        """From when on it is theirs and asked for."""
        return max(self.since, self.opens_at)

    def waits(self, now: datetime, *, day: date) -> bool:
        """Whether it is owed at that moment, which lies on that day of theirs."""
        if now < self.begins or (self.done_at is not None and self.done_at <= now):
            return False
        return self.lapses_on is None or day <= self.lapses_on


@dataclass(frozen=True, kw_only=True, slots=True)
class Nudge:
    """A reminder that was sent: on which day of theirs, and at which moment."""

    day: date
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Snooze:
    """They asked for silence until `day`; `done_at`: when that was over, or taken back."""

    day: date
    asked_at: datetime
    done_at: datetime | None = None

    def holds(self, now: datetime) -> bool:
        return self.asked_at <= now and (self.done_at is None or now <= self.done_at)


@dataclass(frozen=True, kw_only=True)
class Manners:
    """What the company decides: `a_week` messages from Monday to Sunday; one a day is more than enough,
    for a second would be about what was said already. `at_hour`: when what is not weekly is said.
    """

    a_week: int
    at_hour: int
    hours: WorkingHours


@dataclass(frozen=True, kw_only=True)
class Situation:
    """One person at one moment. `nudges`: those of the last weeks, soonest first."""

    now: datetime
    zone: ZoneInfo
    calendar: Calendar
    manners: Manners
    rhythm: Rhythm
    steps: Sequence[Step] = ()
    tells: Sequence[Told] = ()
    nudges: Sequence[Nudge] = ()
    snoozes: Sequence[Snooze] = ()
    absences: Sequence[Absence] = ()

    @cached_property
    def day(self) -> date:
        """The day of their own calendar."""
        return self.now.astimezone(self.zone).date()

    @cached_property
    def owed(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.waits(self.now, day=self.day))

    @cached_property
    def snooze(self) -> Snooze | None:
        """The one that holds now, if any."""
        holding = [each for each in self.snoozes if each.holds(self.now)]
        return max(holding, key=lambda each: each.day, default=None)

    @property
    def is_weekly_day(self) -> bool:
        return is_weekly_day(self.day, rhythm=self.rhythm, calendar=self.calendar)

    def works(self, day: date) -> bool:
        """Whether it is a working day of theirs: no day off, and they are there."""
        return self.calendar.is_working_day(day) and not is_away(self.absences, day)

    def working_days(self, after: date, until: date, *, most: int) -> int:
        """How many working days of theirs lie after `after`, `until` among them; no more are counted than
        `most`.
        """
        found, day = 0, until
        while day > after and found < most:
            found += self.works(day)
            day -= ONE_DAY
        return found

    def announced_on(self, step: Step) -> date | None:
        return announced_on(step.kind, begins=step.begins, zone=self.zone)

    def said_on(self, step: Step) -> list[date]:
        """The days on which a step was announced or said."""
        announced = self.announced_on(step)
        said = [each.day for each in self.nudges if each.at >= step.begins and each.day != announced]
        return sorted(day for day in (announced, *said, step.told_on) if day is not None)


@dataclass(frozen=True, kw_only=True)
class Said:
    """A step that is spoken of, and why today."""

    step: Step
    reason: Reason


@dataclass(frozen=True, kw_only=True)
class Silence:
    """Why nothing is said, or (with `step`) why one step is left out.

    `until`: the last day of it, or the day from which on it is over. `at`: the next moment that serves.
    """

    why: Quiet
    step: Step | None = None
    until: date | None = None
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """Speaks where `says` or `tells` has something, about all of it in one message.

    `urgent`: what is said at once and apart, outside the budget. `quiet`: why the rest is not said.
    """

    day: date
    says: tuple[Said, ...] = ()
    tells: tuple[Told, ...] = ()
    quiet: tuple[Silence, ...] = ()
    urgent: tuple[Step, ...] = ()

    @property
    def speaks(self) -> bool:
        return bool(self.says or self.tells)


def plan(situation: Situation) -> Decision:
    """What is said to this person now.

    Where anything is ripe, all that is owed is said along with it; but not what was announced today.
    """
    day, quiet = situation.day, _closed(situation)
    if quiet is not None:
        return Decision(day=day, quiet=(quiet,))
    urgent = _urgent(situation)
    left_out = [step for step in situation.owed if step in urgent or _was_told_today(situation, step)]
    reasons = {step: _reason(situation, step) for step in situation.owed if step not in left_out}
    aside = [Silence(why=Quiet.ANNOUNCED, step=step) for step in left_out]
    if not (any(reasons.values()) or _telling_is_ripe(situation)):
        unripe = [_unripe(situation)] if reasons or not left_out else []
        return Decision(day=day, quiet=(*unripe, *aside), urgent=urgent)
    if held_back := list(_held_back(situation)):
        return Decision(day=day, quiet=(*held_back, *aside), urgent=urgent)
    return Decision(
        day=day,
        says=tuple(Said(step=step, reason=reason or Reason.ALONG) for step, reason in reasons.items()),
        tells=tuple(situation.tells),
        quiet=tuple(aside),
        urgent=urgent,
    )


def moment_of(situation: Situation) -> datetime:
    """When on the situation's day this person is spoken to, if they are."""
    weekly = situation.is_weekly_day and not _is_put_off(situation)
    hour = situation.rhythm.hour if weekly else situation.manners.at_hour
    return good_moment(situation.day, hour, hours=situation.manners.hours, zone=situation.zone)


def _closed(situation: Situation) -> Silence | None:
    """What keeps the whole day silent."""
    day = situation.day
    if not (situation.owed or situation.tells):
        return Silence(why=Quiet.NOTHING_OWED)
    if not situation.calendar.is_working_day(day):
        return Silence(why=Quiet.DAY_OFF)
    away = away_on(situation.absences, day, calendar=situation.calendar)
    if away is not None:
        return Silence(why=Quiet.AWAY, until=away.last)
    return None


def _urgent(situation: Situation) -> tuple[Step, ...]:
    """What cannot wait: its hour is over, and that was not said apart yet."""
    now = situation.now
    found = [step for step in situation.owed if step.is_urgent and step.told_on is None]
    late = tuple(step for step in found if step.due_at is not None and step.due_at < now)
    is_work = bool(late) and situation.manners.hours.is_inside(now, zone=situation.zone)
    return late if is_work else ()


def _was_told_today(situation: Situation, step: Step) -> bool:
    return situation.day in (situation.announced_on(step), step.told_on)


def _is_put_off(situation: Situation) -> bool:
    return situation.snooze is not None and situation.day < situation.snooze.day


def _reason(situation: Situation, step: Step) -> Reason | None:
    """Why this step is spoken of today; None where it need not be."""
    snooze, put_off = situation.snooze, _is_put_off(situation)
    if snooze is not None and step.begins <= snooze.asked_at:
        return None if put_off else Reason.ASKED_FOR
    said = situation.said_on(step)
    if due := _due(situation, step, said):
        return due
    if situation.is_weekly_day and not put_off:
        return Reason.WEEKLY
    last = said[-1] if said else step.begins.astimezone(situation.zone).date() - ONE_DAY
    return Reason.UNSAID if _is_long_ago(situation, last) else None


def _due(situation: Situation, step: Step, said: Sequence[date]) -> Reason | None:
    """On the due day, and on their last working day before it; once for both."""
    day = situation.day
    if not day <= step.due_on <= day + timedelta(days=MOST_DAYS_OFF):
        return None
    if day < step.due_on and situation.working_days(day, step.due_on - ONE_DAY, most=1):
        return None
    eve = day if day < step.due_on else _working_day_before(situation, day)
    if any(each >= eve for each in said):
        return None
    return Reason.DUE_TODAY if day == step.due_on else Reason.DUE_NEXT


def _working_day_before(situation: Situation, day: date) -> date:
    before = (day - ONE_DAY * number for number in range(1, MOST_DAYS_OFF))
    return next((each for each in before if situation.works(each)), day)


def _is_long_ago(situation: Situation, last: date) -> bool:
    return situation.working_days(last, situation.day, most=UNSAID_DAYS) >= UNSAID_DAYS


def _telling_is_ripe(situation: Situation) -> bool:
    """With the week's message, or with any other; at the latest as late as what they owe themselves."""
    if not situation.tells or _is_put_off(situation):
        return False
    return situation.is_weekly_day or any(_is_long_ago(situation, each.ripe_on) for each in situation.tells)


def _unripe(situation: Situation) -> Silence:
    if _is_put_off(situation) and situation.snooze is not None:
        return Silence(why=Quiet.SNOOZED, until=situation.snooze.day)
    return Silence(why=Quiet.NOT_YET)


def _held_back(situation: Situation) -> Iterator[Silence]:
    """Why what is ripe is not said now: the budget, or the hour."""
    day, zone, hours = situation.day, situation.zone, situation.manners.hours
    monday = day - ONE_DAY * day.weekday()
    if any(each.day == day for each in situation.nudges):
        yield Silence(why=Quiet.ALREADY)
    if sum(monday <= each.day <= day for each in situation.nudges) >= situation.manners.a_week:
        yield Silence(why=Quiet.WEEK_FULL, until=monday + timedelta(days=7))
    moment = moment_of(situation)
    if situation.now < moment:
        yield Silence(why=Quiet.LATER_TODAY, at=moment)
    elif not hours.is_inside(situation.now, zone=zone):
        later = beginnings(day, after=situation.now, hours=hours, zone=zone)
        yield Silence(why=Quiet.OUTSIDE_HOURS, at=later[0] if later else None)
