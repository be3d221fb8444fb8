"""One review as its rules see it: whose it is and where it is; no scores."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.reviews.way import REVIEW, Stage, State


@dataclass(frozen=True, kw_only=True)
class Review:
    """`owed_since`: when the present step became somebody's. `version`: the number of its last entry.

    `delegate_id`: who has it in its manager's place while they are on leave.
    `team_sheet_id`: their department's KPIs, where the cycle's scheme scores them. `is_here`: its employee
    has not left. `lookers`: who takes the second look at it, where that was read along.
    """

    id: int
    cycle_id: int
    employee_id: int
    manager_id: int
    delegate_id: int | None = None
    sheet_id: int
    team_sheet_id: int | None = None
    state: State
    owed_since: datetime
    version: int
    is_here: bool = True
    lookers: tuple[int, ...] = ()

    @property
    def decider_id(self) -> int:
        """Whose it is to decide: the manager's, or their delegate's."""
        return self.manager_id if self.delegate_id is None else self.delegate_id

    @property
    def stage(self) -> Stage:
        return REVIEW.stage(self.state)
