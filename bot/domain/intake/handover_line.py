"""With whom a request is that was handed over, as its card at the desk says it."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.intake.handover_way import HANDOVER, Stage, State
from bot.domain.people import Person


@dataclass(frozen=True, kw_only=True)
class HandedTo:
    """The hand-over that is open. `due_on`: the day for which it is wanted."""

    id: int
    assignee: Person
    state: State
    due_on: date | None

    @property
    def stage(self) -> Stage:
        return HANDOVER.stage(self.state)

    def is_late(self, now: datetime, *, zone: ZoneInfo) -> bool:
        """Whether that day is over in this zone."""
        return is_over(self.due_on, now=now, zone=zone)


def is_over(due_on: date | None, *, now: datetime, zone: ZoneInfo) -> bool:
    """Whether a day is over there; what has none is never late."""
    return due_on is not None and now.astimezone(zone).date() > due_on
