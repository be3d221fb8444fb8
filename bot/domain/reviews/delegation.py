"""A manager on leave: HR puts somebody in their place for the reviews that nobody has decided yet."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.people import Person
from bot.domain.reviews.review import Review

REASON_LIMIT = 500


@dataclass(frozen=True, kw_only=True)
class Delegation:
    """`until_on`: its last day, on the head office's clock. `ended_by_id`: who took it back, None for
    Steward itself, when the day was over or the delegate had left.
    """

    id: int
    manager_id: int
    delegate_id: int
    until_on: date
    reason: str
    by_id: int
    at: datetime
    ended_at: datetime | None = None
    ended_by_id: int | None = None

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None

    def takes(self, review: Review) -> bool:
        """Whether the delegate has this review: never their own, nor that of whoever put them there."""
        is_theirs = review.manager_id == self.manager_id and not review.stage.decided
        return is_theirs and review.employee_id not in (self.delegate_id, self.by_id)


@dataclass(frozen=True, kw_only=True)
class DelegationFacts:
    """The same with people. `names`: whose reviews went over; `kept`: whose stayed with the manager."""

    delegation: Delegation
    manager: Person
    delegate: Person
    by: Person
    ended_by: Person | None
    names: tuple[str, ...]
    kept: tuple[str, ...] = ()
