"""Queries for explaining a review: which one came before it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain.reviews.review import Review
from bot.domain.reviews.way import RELEASED
from storage.models.reviews import CycleRow, ReviewRow
from storage.plain import Plain

_REVIEW = Plain(ReviewRow, without=("requirements",))
_OF, _CYCLE = _REVIEW.table.c, Plain(CycleRow).table.c

BATCH = 2000
MOST = 12
"""Three years of a quarter's cadence and a half-year's together."""


class EarlierReviews:
    """Reviews whose result their person may see."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, employee_id: int, *, before: date) -> Sequence[tuple[int, str]]:
        """Id and cycle's name of each in a period that began before that day, the newest first."""
        rows = self._session.execute(
            select(ReviewRow.id, CycleRow.name)
            .join(CycleRow, CycleRow.id == ReviewRow.cycle_id)
            .where(
                ReviewRow.employee_id == employee_id,
                ReviewRow.state.in_(RELEASED),
                CycleRow.starts_on < before,
            )
            .order_by(CycleRow.starts_on.desc(), ReviewRow.id.desc())
            .limit(MOST)
        )
        return [(review_id, name) for review_id, name in rows]

    def of_all(
        self, employees: Collection[int], *, before: date
    ) -> Mapping[int, Sequence[tuple[Review, str]]]:
        """The same of many people, as far as they have any: the reviews, each with its cycle's name."""
        found: dict[int, list[tuple[Review, str]]] = {}
        wanted = sorted(employees)
        query = (
            select(*_REVIEW.columns, _CYCLE.name)
            .join(CycleRow, _CYCLE.id == _OF.cycle_id)
            .where(_OF.state.in_(RELEASED), _CYCLE.starts_on < before)
            .order_by(_CYCLE.starts_on.desc(), _OF.id.desc())
        )
        for start in range(0, len(wanted), BATCH):
            for row in self._session.execute(query.where(_OF.employee_id.in_(wanted[start : start + BATCH]))):
                review = _REVIEW.of(row).value(is_here=True)
                found.setdefault(review.employee_id, []).append((review, row[-1]))
        return found
