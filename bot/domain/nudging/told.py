"""Who else hears, once, that somebody did not move."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.obligations import Kind
from bot.domain.policy import Schedule


@dataclass(frozen=True, kw_only=True, slots=True)
class StepKey:
    """A step, as long as it is the same: since when it waits for whom, of what kind, about what."""

    person_id: int
    kind: Kind
    subject_id: int
    since: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A step of which somebody else is told; `ripe_on`: the day, in its owner's calendar, of the reminder
    that was one too many.
    """

    step: StepKey
    name: str
    ripe_on: date


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
