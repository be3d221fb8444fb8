"""Queries about what calibration moved, and whose results are calibrated."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.domain.reviews.calibration import Here, Move
from bot.domain.reviews.way import CONFIRMED, Event
from storage.models.calibration import CalibrationMoveRow
from storage.models.people import DepartmentRow, PersonRow
from storage.models.reviews import ReviewHistoryRow, ReviewRow
from storage.plain import Plain

BATCH = 2000

_REVIEW = Plain(ReviewRow, without=("requirements",))
_OF = _REVIEW.table.c
_WHO, _MANAGER = Plain(PersonRow, name="employee").table, Plain(PersonRow, name="manager").table
_HERE = (
    select(
        *_REVIEW.columns,
        _WHO.c.name,
        _WHO.c.left_on,
        func.coalesce(_WHO.c.returned_on, _WHO.c.joined_on),
        _MANAGER.c.name,
    )
    .join(_WHO, _WHO.c.id == _OF.employee_id)
    .join(_MANAGER, _MANAGER.c.id == _OF.manager_id)
)


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
        for some in _batches(review_ids):
            self._read(some, into=found)
        return found

    def here(self, review_ids: Collection[int]) -> Sequence[Here]:
        """Whose these are and who scored them."""
        return [
            Here(
                review=_REVIEW.of(row).value(is_here=left_on is None),
                name=name,
                manager=manager,
                here_since=here_since,
            )
            for some in _batches(review_ids)
            for row in self._session.execute(_HERE.where(_OF.id.in_(some)))
            for name, left_on, here_since, manager in [row[_REVIEW.width :]]
        ]

    def waits_in(self, cycle_id: int, *, without: int) -> frozenset[str]:
        """The departments of a cycle in which a result waits to be released, by name. `without`: whose own
        does not count.
        """
        query = (
            select(DepartmentRow.name)
            .join(PersonRow, PersonRow.department_id == DepartmentRow.id)
            .join(ReviewRow, ReviewRow.employee_id == PersonRow.id)
            .where(
                ReviewRow.cycle_id == cycle_id,
                ReviewRow.state.in_(CONFIRMED),
                ReviewRow.employee_id != without,
            )
            .distinct()
        )
        return frozenset(self._session.scalars(query))

    def _read(self, review_ids: Sequence[int], *, into: dict[int, list[Move]]) -> None:
        row = CalibrationMoveRow
        approval = (
            select(func.max(ReviewHistoryRow.number))
            .where(ReviewHistoryRow.review_id == row.review_id, ReviewHistoryRow.event == Event.APPROVE)
            .scalar_subquery()
        )
        rows = self._session.execute(
            select(row, PersonRow.name)
            .join(PersonRow, PersonRow.id == row.by_id)
            .where(row.review_id.in_(review_ids), row.approval == approval)
            .order_by(row.review_id, row.number)
        )
        for each, name in rows:
            into.setdefault(each.review_id, []).append(_value(each, name))

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


def _batches(ids: Collection[int]) -> Iterator[Sequence[int]]:
    wanted = sorted(ids)
    for start in range(0, len(wanted), BATCH):
        yield wanted[start : start + BATCH]


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
