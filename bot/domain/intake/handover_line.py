"""With whom a request is that was handed over, as its card at the desk says it."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.intake.handover_way import HANDOVER, Party, Stage, State
from bot.domain.people import Person
from bot.domain.whose_move import Turn, their_turn


@dataclass(frozen=True, kw_only=True)
class HandedTo:
    """The hand-over that is open. `due_on`: the day for which it is wanted. `owed_since`: when the present
    step became somebody's.
    """

    id: int
    assignee: Person
    state: State
    due_on: date | None
    owed_since: datetime

    @property
    def stage(self) -> Stage:
        return HANDOVER.stage(self.state)

    @property
    def turn(self) -> Turn | None:
        """That it is the developer's, before colleagues; None where it is the desk's."""
        if self.stage.mover is not Party.DEVELOPER:
            return None
        return their_turn(self.assignee, since=self.owed_since, reader=None)

    def is_late(self, now: datetime, *, zone: ZoneInfo) -> bool:
        """Whether that day is over in this zone."""
        return is_over(self.due_on, now=now, zone=zone)


def is_over(due_on: date | None, *, now: datetime, zone: ZoneInfo) -> bool:
    """Whether a day is over there; what has none is never late."""
    return due_on is not None and now.astimezone(zone).date() > due_on
