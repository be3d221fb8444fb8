"""One review as its rules see it: whose it is and where it is; no scores."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.people import Person
from bot.domain.reviews.way import REVIEW, Stage, State


@dataclass(frozen=True, kw_only=True)
class Review:
    """`owed_since`: when the present step became somebody's. `version`: the number of its last entry.

    `is_here`: its employee has not left.
    """

    id: int
    cycle_id: int
    employee_id: int
    manager_id: int
    sheet_id: int
    state: State
    owed_since: datetime
    version: int
    is_here: bool = True

    @property
    def stage(self) -> Stage:
        return REVIEW.stage(self.state)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What decides when a step of a review is due, beside where it is.

    `minutes`: about how long its self-score takes. `opening_hour`: when its message arrives, local.
    """

    employee: Person
    period: str
    self_score_due: date
    self_score_closes: date
    approval_due: date
    minutes: int
    opening_hour: int
