"""Queries for explaining a review: which one came before it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain.reviews.way import RELEASED
from storage.models.reviews import CycleRow, ReviewRow

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
