"""Queries about who agreed to a department's results, and to what."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.domain.reviews.calibration_agreement import Agreed, Mark, Side
from bot.domain.reviews.way import CONFIRMED, RELEASED, Event
from storage.models.calibration import CalibrationMoveRow
from storage.models.calibration_agreement import CalibrationAgreementRow
from storage.models.people import PersonRow
from storage.models.reviews import ReviewHistoryRow, ReviewRow


class CalibrationAgreements:
    """Agreements as values, by department, oldest first."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def marks(self, cycle_id: int) -> Mapping[int, Sequence[Mark]]:
        """What is through the second look in each department of a cycle, in one statement."""
        step, move = ReviewHistoryRow, CalibrationMoveRow
        approval = (
            select(func.max(step.number))
            .where(step.review_id == ReviewRow.id, step.event == Event.APPROVE)
            .correlate(ReviewRow)
            .scalar_subquery()
        )
        moved = (
            select(func.max(move.number))
            .where(move.review_id == ReviewRow.id)
            .correlate(ReviewRow)
            .scalar_subquery()
        )
        rows = self._session.execute(
            select(ReviewRow.id, ReviewRow.employee_id, PersonRow.department_id, approval, moved)
            .join(PersonRow, PersonRow.id == ReviewRow.employee_id)
            .where(ReviewRow.cycle_id == cycle_id, ReviewRow.state.in_(CONFIRMED | RELEASED))
            .order_by(ReviewRow.id)
        )
        found: dict[int, list[Mark]] = {}
        for review_id, employee_id, department_id, approved, number in rows:
            mark = Mark(
                review_id=review_id,
                employee_id=employee_id,
                department_id=department_id,
                approval=approved or 0,
                moved=number or 0,
            )
            found.setdefault(department_id, []).append(mark)
        return found

    def given(self, cycle_id: int) -> Mapping[int, Sequence[Agreed]]:
        """Whatever was agreed to in a cycle, whether it stands or not."""
        row = CalibrationAgreementRow
        rows = self._session.execute(
            select(row, PersonRow.name)
            .join(PersonRow, PersonRow.id == row.by_id)
            .where(row.cycle_id == cycle_id)
            .order_by(row.id)
        )
        found: dict[int, list[Agreed]] = {}
        for each, name in rows:
            agreed = Agreed(side=each.side, by_id=each.by_id, by=name, at=each.at, seen=each.seen)
            found.setdefault(each.department_id, []).append(agreed)
        return found

    def add(
        self, cycle_id: int, department_id: int, *, side: Side, by_id: int, seen: str, at: datetime
    ) -> None:
        """Put it on record."""
        self._session.add(
            CalibrationAgreementRow(
                cycle_id=cycle_id, department_id=department_id, side=side, by_id=by_id, seen=seen, at=at
            )
        )
