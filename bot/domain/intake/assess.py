"""What a request is worth to the business: impact, reach and effort, and the priority that they make.

The table and its reasons: docs/decisions/0032.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from bot.domain.intake.triage import Reach
from bot.domain.people import Person

REASON_LIMIT = 500


class Impact(StrEnum):
    """How bad it is for the business, from 1, the least, to 4."""

    LOW = "1"
    MEDIUM = "2"
    HIGH = "3"
    CRITICAL = "4"


class Effort(StrEnum):
    """How much work it is."""

    SMALL = "s"
    MEDIUM = "m"
    LARGE = "l"
    HUGE = "xl"


class Priority(StrEnum):
    """What comes first."""

    P1 = "p1"
    P2 = "p2"
    P3 = "p3"
    P4 = "p4"


_P1, _P2, _P3, _P4 = Priority
_REACHES = (Reach.ME, Reach.SOME, Reach.BRANCH, Reach.CUSTOMERS, Reach.ALL)
_BY_REACH: Mapping[Impact, tuple[Priority, ...]] = {
    Impact.CRITICAL: (_P2, _P1, _P1, _P1, _P1),
    Impact.HIGH: (_P3, _P3, _P2, _P2, _P1),
    Impact.MEDIUM: (_P4, _P3, _P3, _P3, _P2),
    Impact.LOW: (_P4, _P4, _P4, _P4, _P3),
}
"""In the order of `_REACHES`."""

_EFFORT_COUNTS: Mapping[tuple[Priority, Effort], Priority] = {
    (_P4, Effort.SMALL): _P3,
    (_P2, Effort.HUGE): _P3,
    (_P3, Effort.HUGE): _P4,
}
"""A trifle that is quickly done is not left lying; what is huge waits, unless it is of the first priority."""


def priority_of(impact: Impact, reach: Reach, effort: Effort) -> Priority:
    """The priority that the three make."""
    made = _BY_REACH[impact][_REACHES.index(reach)]
    return _EFFORT_COUNTS.get((made, effort), made)


class Assessment(BaseModel):
    """What the desk judged; kept with the history. `reason`: why another priority holds than the one made."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    impact: Impact
    reach: Reach
    effort: Effort
    priority: Priority
    reason: str = ""

    @property
    def made(self) -> Priority:
        """The priority that the three make by themselves."""
        return priority_of(self.impact, self.reach, self.effort)

    @property
    def is_overruled(self) -> bool:
        return self.priority is not self.made


@dataclass(frozen=True, kw_only=True)
class Assessed:
    """An assessment with whoever made it; `number` is that of its entry in the history."""

    assessment: Assessment
    by: Person
    at: datetime
    number: int
