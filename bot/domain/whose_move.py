"""Whose move it is, and since when: so that everybody sees with whom a delay is. Source: domain.md §10."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.absences import Away
from bot.domain.people import Person, Role

SAID_IN_DAYS = 2
"""From so many working days on; below it is hours that matter."""


class Holder(StrEnum):
    """Who has the next move, as its reader calls them."""

    YOU = "you"
    HR = "hr"
    COLLEAGUE = "colleague"


@dataclass(frozen=True, kw_only=True)
class Worked:
    """How long something lies with somebody, in their own working time, and how long a day of theirs is."""

    minutes: int
    of_a_day: int = 8 * 60

    @property
    def hours(self) -> int:
        return self.minutes // 60

    @property
    def days(self) -> int:
        """0 where it is said in hours."""
        days = self.minutes // self.of_a_day
        return days if days >= SAID_IN_DAYS else 0


@dataclass(frozen=True, kw_only=True)
class Move:
    """Somebody has the next move. What lay with others before is not counted: `since` is when it became
    theirs. `away`: they are not there now.
    """

    holder: Holder
    name: str
    since: datetime
    worked: Worked
    away: Away | None = None


@dataclass(frozen=True, kw_only=True)
class Turn:
    """The same as a card says it, which stands for days: no hours, only since when."""

    holder: Holder
    name: str
    since: datetime


def holder_of(who: Person, *, reader: Person | None) -> Holder:
    """As the reader calls them; None: a channel, in which everybody reads. HR who is the reader's own
    manager is a manager there.
    """
    if reader is None:
        return Holder.COLLEAGUE
    if who.id == reader.id:
        return Holder.YOU
    return Holder.HR if who.has(Role.HR) and who.id != reader.manager_id else Holder.COLLEAGUE


def their_turn(who: Person, *, since: datetime, reader: Person | None) -> Turn:
    """Whose turn it is, before that reader."""
    return Turn(holder=holder_of(who, reader=reader), name=who.name, since=since)
