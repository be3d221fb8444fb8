"""Queries about cycles as a whole: who is to be reviewed, and who stands where."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, insert, select
from sqlalchemy.orm import Session, aliased

from bot.domain.people import Grade
from bot.domain.reviews.cycles import cycle_name
from bot.domain.reviews.states import Event, State
from storage.models.people import DepartmentRow, PersonRow
from storage.models.reviews import CycleRow, KpiItemRow, KpiSheetRow, ReviewHistoryRow, ReviewRow

BATCH = 2000


class Cycles:
    """Rows of cycles, and their reviews by the thousand: the number of statements does not grow a person."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def named(self, name: str, *, lock: bool = False) -> CycleRow | None:
        """The cycle of this name, however it is written here or was written when it was opened.

        Should two be the same in all but their writing, each is found by its own.
        """
        names = self._session.execute(select(CycleRow.name, CycleRow.id).order_by(CycleRow.id)).all()
        wanted = cycle_name(name)
        same = {stored: cycle for stored, cycle in names if cycle_name(stored) == wanted}
        if not same:
            return None
        found = same.get(name) or same.get(wanted) or next(iter(same.values()))
        statement = select(CycleRow).where(CycleRow.id == found)
        return self._session.scalar(statement.with_for_update() if lock else statement)

    def get(self, cycle_id: int) -> CycleRow:
        """Raises NoResultFound for an id that was never given."""
        return self._session.get_one(CycleRow, cycle_id)

    def latest(self) -> CycleRow | None:
        return self._session.scalar(
            select(CycleRow).order_by(CycleRow.opened_at.desc(), CycleRow.id.desc()).limit(1)
        )

    def names(self) -> Sequence[str]:
        """Every cycle's name, newest first."""
        return self._session.scalars(select(CycleRow.name).order_by(CycleRow.opened_at.desc())).all()

    def on_scheme(self, key: str, version: int) -> CycleRow | None:
        """A cycle that was opened on this version of a scheme."""
        return self._session.scalar(
            select(CycleRow).where(CycleRow.scheme_key == key, CycleRow.scheme_version == version).limit(1)
        )

    def people(self, grade: Grade) -> Sequence[PersonRow]:
        """Active people of a cadence, by name."""
        return self._session.scalars(
            select(PersonRow)
            .where(PersonRow.grade == grade, PersonRow.left_on.is_(None))
            .order_by(PersonRow.name, PersonRow.id)
        ).all()

    def people_who_left(self) -> frozenset[int]:
        return frozenset(self._session.scalars(select(PersonRow.id).where(PersonRow.left_on.is_not(None))))

    def sheets(self) -> Mapping[int, tuple[int, int]]:
        """Each person's latest sheet: its id and what its weights add up to."""
        latest = (
            select(KpiSheetRow.person_id, func.max(KpiSheetRow.version).label("version"))
            .where(KpiSheetRow.version > 0)
            .group_by(KpiSheetRow.person_id)
            .subquery()
        )
        rows = self._session.execute(
            select(KpiSheetRow.person_id, KpiSheetRow.id, func.coalesce(func.sum(KpiItemRow.weight), 0))
            .join(
                latest,
                and_(latest.c.person_id == KpiSheetRow.person_id, latest.c.version == KpiSheetRow.version),
            )
            .outerjoin(KpiItemRow, KpiItemRow.sheet_id == KpiSheetRow.id)
            .group_by(KpiSheetRow.person_id, KpiSheetRow.id)
        )
        return {person: (sheet, int(total)) for person, sheet, total in rows}

    def add_reviews(
        self,
        cycle_id: int,
        people: Sequence[tuple[int, int, int]],
        *,
        by_id: int | None,
        at: datetime,
    ) -> dict[int, int]:
        """A review for each (employee, manager, sheet), with the first row of its history.

        Returns employee → review.
        """
        reviews: dict[int, int] = {}
        for start in range(0, len(people), BATCH):
            rows: list[dict[str, Any]] = [
                {
                    "cycle_id": cycle_id,
                    "employee_id": employee,
                    "manager_id": manager,
                    "sheet_id": sheet,
                    "state": State.GOALS_AGREED,
                    "owed_since": at,
                    "version": 1,
                }
                for employee, manager, sheet in people[start : start + BATCH]
            ]
            added = self._session.execute(
                insert(ReviewRow).returning(ReviewRow.employee_id, ReviewRow.id), rows
            )
            reviews.update((employee, review) for employee, review in added)
        self._session.execute(
            insert(ReviewHistoryRow),
            [
                {
                    "review_id": review,
                    "number": 1,
                    "event": Event.OPEN,
                    "from_state": State.GOALS_AGREED,
                    "to_state": State.GOALS_AGREED,
                    "by_id": by_id,
                    "at": at,
                    "note": None,
                }
                for review in reviews.values()
            ],
        )
        return reviews

    def owing(self, cycle_id: int, states: frozenset[State]) -> Sequence[tuple[int, int]]:
        """(employee, review) of the reviews in one of these states whose employee is still here."""
        rows = self._session.execute(
            select(ReviewRow.employee_id, ReviewRow.id)
            .join(PersonRow, PersonRow.id == ReviewRow.employee_id)
            .where(ReviewRow.cycle_id == cycle_id, ReviewRow.state.in_(states), PersonRow.left_on.is_(None))
            .order_by(ReviewRow.id)
        )
        return rows.all()

    def standing(self, cycle_id: int) -> Sequence[tuple[str, str, int, str, int, State, datetime, bool]]:
        """Who stands where, by department and name.

        Department, employee's name and id, manager's name and id, state, owed since, still here.
        """
        employee, manager = aliased(PersonRow), aliased(PersonRow)
        rows = self._session.execute(
            select(
                DepartmentRow.name,
                employee.name,
                employee.id,
                manager.name,
                manager.id,
                ReviewRow.state,
                ReviewRow.owed_since,
                employee.left_on.is_(None),
            )
            .join(employee, employee.id == ReviewRow.employee_id)
            .join(manager, manager.id == ReviewRow.manager_id)
            .join(DepartmentRow, DepartmentRow.id == employee.department_id)
            .where(ReviewRow.cycle_id == cycle_id)
            .order_by(DepartmentRow.name, employee.name, employee.id)
        )
        return rows.all()
