"""What a reminder shows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.nudging.snooze import Offers
from bot.domain.obligations import Kind, Owed, announced_on
from bot.domain.people import Person
from bot.domain.weeks.pocket_reminder import EmptyPocket


def said_in(
    owed: Sequence[Owed],
    *,
    person: Person,
    day: date,
    now: datetime,
    apart: Collection[tuple[Kind, int]] = (),
) -> tuple[Owed, ...]:
    """What a reminder of `day` says of what is owed now.

    As long as it is that day not what was announced on it, for that was said already; nor what was said
    apart.
    """
    if now.astimezone(person.zone).date() != day:
        return tuple(owed)
    return tuple(
        each
        for each in owed
        if (each.kind, each.subject_id) not in apart and _announced_on(each, person) != day
    )


def _announced_on(owed: Owed, person: Person) -> date | None:
    begins = owed.since if owed.opens_at is None else max(owed.since, owed.opens_at)
    return announced_on(owed.kind, begins=begins, zone=person.zone)


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
    `offers`: to which days it can be put off. `is_said`: False where all of it was said elsewhere today.
    """

    person: Person
    day: date
    owed: tuple[Owed, ...]
    team_behind: tuple[Behind, ...] = ()
    company_behind: tuple[Behind, ...] = ()
    missed: tuple[Missed, ...] = ()
    remind_on: date | None = None
    replaced_on: date | None = None
    offers: Offers | None = None
    is_said: bool = True
    pocket: EmptyPocket | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.owed or self.team_behind or self.company_behind)


@dataclass(frozen=True, kw_only=True)
class UrgentFacts:
    """What is said apart of a request that cannot wait. `owed` None: it waits no more."""

    person: Person
    owed: Owed | None
    number: int
