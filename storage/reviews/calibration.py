"""Queries about what calibration moved."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.domain.reviews.calibration import Move
from bot.domain.reviews.way import Event
from storage.models.calibration import CalibrationMoveRow
from storage.models.people import PersonRow
from storage.models.reviews import ReviewHistoryRow


class Calibrations:
    """Moves as values. A review is locked by whoever adds one."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, review_id: int) -> Sequence[Move]:
        """What was moved since the manager approved last, and taken back, oldest first."""
        return self.of_all([review_id]).get(review_id, ())

    def of_all(self, review_ids: Collection[int]) -> Mapping[int, Sequence[Move]]:
        """The same of each of these of which anything was."""
        found: dict[int, list[Move]] = {}
        if not review_ids:
            return found
        row = CalibrationMoveRow
        approval = (
            select(func.max(ReviewHistoryRow.number))
            .where(ReviewHistoryRow.review_id == row.review_id, ReviewHistoryRow.event == Event.APPROVE)
            .scalar_subquery()
        )
        rows = self._session.execute(
            select(row, PersonRow.name)
            .join(PersonRow, PersonRow.id == row.by_id)
            .where(row.review_id.in_(list(review_ids)), row.approval == approval)
            .order_by(row.review_id, row.number)
        )
        for each, name in rows:
            found.setdefault(each.review_id, []).append(_value(each, name))
        return found

    def movers(self, review_id: int) -> set[int]:
        """Who ever moved this result, or took a move back."""
        query = select(CalibrationMoveRow.by_id).where(CalibrationMoveRow.review_id == review_id)
        return set(self._session.scalars(query))

    def add(
        self,
        review_id: int,
        *,
        was: Decimal,
        now: Decimal,
        reason: str | None,
        by_id: int,
        at: datetime,
        takes_back: int | None = None,
    ) -> None:
        """Another one, after all that there were."""
        number = select(func.coalesce(func.max(CalibrationMoveRow.number), 0) + 1).where(
            CalibrationMoveRow.review_id == review_id
        )
        approval = select(func.max(ReviewHistoryRow.number)).where(
            ReviewHistoryRow.review_id == review_id, ReviewHistoryRow.event == Event.APPROVE
        )
        self._session.add(
            CalibrationMoveRow(
                review_id=review_id,
                number=self._session.scalar(number),
                approval=self._session.scalar(approval),
                was=was,
                now=now,
                reason=reason,
                by_id=by_id,
                at=at,
                takes_back=takes_back,
            )
        )
        self._session.flush()


def _value(row: CalibrationMoveRow, name: str) -> Move:
    return Move(
        number=row.number,
        was=row.was,
        now=row.now,
        reason=row.reason,
        by=name,
        at=row.at,
        takes_back=row.takes_back,
    )
