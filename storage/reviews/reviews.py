"""Queries about cycles and reviews."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from sqlalchemy import Table, bindparam, insert, select
from sqlalchemy.orm import Session, aliased

from bot.domain.reviews.states import UNFINISHED, State
from storage.models.people import PersonRow
from storage.models.reviews import CycleRow, KpiItemRow, KpiSheetRow, ReviewHistoryRow, ReviewRow, ScoreRow

_EMPLOYEE, _MANAGER = aliased(PersonRow), aliased(PersonRow)
# Built once: making the two aliases of a person takes longer than running the statement.
_WHOLE = (
    select(ReviewRow, CycleRow, _EMPLOYEE, _MANAGER)
    .join(CycleRow, CycleRow.id == ReviewRow.cycle_id)
    .join(_EMPLOYEE, _EMPLOYEE.id == ReviewRow.employee_id)
    .join(_MANAGER, _MANAGER.id == ReviewRow.manager_id)
    .where(ReviewRow.id == bindparam("review_id"))
)
_ITEMS = select(KpiItemRow).where(KpiItemRow.sheet_id == bindparam("sheet_id")).order_by(KpiItemRow.position)
_ADD_SCORES = insert(cast(Table, ScoreRow.__table__))
_ADD_HISTORY = insert(cast(Table, ReviewHistoryRow.__table__)).returning(ReviewHistoryRow.id)
# For the employee's own form: who they are is known already.
_OWN = (
    select(ReviewRow, CycleRow, _MANAGER)
    .join(CycleRow, CycleRow.id == ReviewRow.cycle_id)
    .join(_MANAGER, _MANAGER.id == ReviewRow.manager_id)
    .where(ReviewRow.id == bindparam("review_id"))
)
_OWN_LOCKED = _OWN.with_for_update(of=ReviewRow).execution_options(populate_existing=True)


class Reviews:
    """Rows of reviews; `get` on PostgreSQL locks the row so that two clicks are one after the other."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, review_id: int) -> ReviewRow:
        """The review, locked until the transaction ends. Raises NoResultFound."""
        return self._session.get_one(ReviewRow, review_id, with_for_update=True)

    def look(self, review_id: int) -> ReviewRow:
        """The review as it stands, for reading. Raises NoResultFound."""
        return self._session.get_one(ReviewRow, review_id)

    def whole(self, review_id: int) -> tuple[ReviewRow, CycleRow, PersonRow, PersonRow]:
        """The review with its cycle, employee and manager, in one statement. Raises NoResultFound."""
        return self._session.execute(_WHOLE, {"review_id": review_id}).one()

    def with_manager(self, review_id: int, *, lock: bool = False) -> tuple[ReviewRow, CycleRow, PersonRow]:
        """The review with its cycle and manager, in one statement. Raises NoResultFound.

        With `lock` the review is one's own until the transaction ends, as with `get`.
        """
        statement = _OWN_LOCKED if lock else _OWN
        return self._session.execute(statement, {"review_id": review_id}).one()

    def cycle(self, cycle_id: int) -> CycleRow:
        return self._session.get_one(CycleRow, cycle_id)

    def team(self, cycle_id: int, manager_id: int) -> Sequence[tuple[ReviewRow, str]]:
        """A manager's open and finished reviews with their people's names; who left unscored is left out."""
        return self._session.execute(
            select(ReviewRow, PersonRow.name)
            .join(PersonRow, PersonRow.id == ReviewRow.employee_id)
            .where(
                ReviewRow.cycle_id == cycle_id,
                ReviewRow.manager_id == manager_id,
                ReviewRow.state != State.WITHDRAWN,
                PersonRow.left_on.is_(None) | (ReviewRow.state == State.SCORED),
            )
            .order_by(ReviewRow.id)
        ).all()

    def unscored_of(self, employee_id: int) -> Sequence[ReviewRow]:
        """A person's reviews that nobody has approved yet, locked until the transaction ends."""
        return self._session.scalars(
            select(ReviewRow)
            .where(ReviewRow.employee_id == employee_id, ReviewRow.state.in_(UNFINISHED))
            .order_by(ReviewRow.id)
            .with_for_update()
        ).all()

    def with_unscored(self) -> frozenset[int]:
        """Whose reviews nobody has approved yet."""
        query = select(ReviewRow.employee_id).where(ReviewRow.state != State.SCORED).distinct()
        return frozenset(self._session.scalars(query))

    def latest_sheet(self, person_id: int) -> KpiSheetRow | None:
        return self._session.scalar(
            select(KpiSheetRow)
            .where(KpiSheetRow.person_id == person_id, KpiSheetRow.version > 0)
            .order_by(KpiSheetRow.version.desc())
            .limit(1)
        )

    def items(self, sheet_id: int) -> Sequence[KpiItemRow]:
        return self._session.scalars(_ITEMS, {"sheet_id": sheet_id}).all()

    def scores(self, review_id: int) -> Sequence[ScoreRow]:
        """Every score ever given, oldest first: the last one of a side and item is the one that holds."""
        return self._session.scalars(
            select(ScoreRow).where(ScoreRow.review_id == review_id).order_by(ScoreRow.id)
        ).all()

    def add_scores(self, rows: Iterable[dict[str, Any]]) -> None:
        """Write a whole set of scores in one statement."""
        self._session.execute(_ADD_SCORES, list(rows))

    def add_history(self, **row: Any) -> int:
        """Append to a review's history; returns the new row's id."""
        return int(self._session.execute(_ADD_HISTORY, row).scalar_one())

    def history(self, review_id: int) -> Sequence[ReviewHistoryRow]:
        return self._session.scalars(
            select(ReviewHistoryRow)
            .where(ReviewHistoryRow.review_id == review_id)
            .order_by(ReviewHistoryRow.number)
        ).all()
