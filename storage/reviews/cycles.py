"""Queries about cycles as a whole: who is to be reviewed, and who stands where."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import Dialect, String, Table, and_, func, insert, literal, select, update
from sqlalchemy import cast as cast_to
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from bot.domain.people import Grade
from bot.domain.reviews.cycles import cycle_name
from bot.domain.reviews.states import Event, State
from storage.models.delivery import CardRow
from storage.models.people import DepartmentRow, PersonRow
from storage.models.reviews import CycleRow, KpiItemRow, KpiSheetRow, ReviewHistoryRow, ReviewRow

BATCH = 2000


class InCycle(NamedTuple):
    """One review of a cycle, as far as the cycle as a whole is concerned."""

    id: int
    employee_id: int
    employee: str
    is_active: bool
    manager_id: int
    state: State
    version: int


class Cycles:
    """Rows of cycles, and their reviews by the thousand: the number of statements does not grow a person."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, **values: Any) -> int | None:
        """A new cycle's id; None where one of its name stands already, opened a moment ago perhaps."""
        dialect: Dialect = self._session.get_bind().dialect
        table = cast(Table, CycleRow.__table__)
        insert_into = postgresql.insert(table) if dialect.name == "postgresql" else sqlite.insert(table)
        statement = insert_into.values(values).on_conflict_do_nothing().returning(CycleRow.id)
        return self._session.execute(statement).scalar_one_or_none()

    def get(self, cycle_id: int, *, lock: bool = False) -> CycleRow:
        """The cycle as it stands this moment, withdrawn or not. Raises NoResultFound."""
        return self._session.get_one(CycleRow, cycle_id, with_for_update=lock, populate_existing=True)

    def named(self, name: str, *, lock: bool = False) -> CycleRow | None:
        """The cycle that stands under this name, however it is written here or was when it was opened.

        Should two be the same in all but their writing, each is found by its own.
        """
        names = self._session.execute(
            select(CycleRow.name, CycleRow.id).where(CycleRow.withdrawn_at.is_(None)).order_by(CycleRow.id)
        ).all()
        wanted = cycle_name(name)
        same = {stored: cycle for stored, cycle in names if cycle_name(stored) == wanted}
        if not same:
            return None
        found = same.get(name) or same.get(wanted) or next(iter(same.values()))
        statement = select(CycleRow).where(CycleRow.id == found)
        return self._session.scalar(statement.with_for_update() if lock else statement)

    def withdrawn(self, name: str) -> CycleRow | None:
        """The last cycle of this name that was withdrawn."""
        return self._session.scalar(
            select(CycleRow)
            .where(CycleRow.name == cycle_name(name), CycleRow.withdrawn_at.is_not(None))
            .order_by(CycleRow.withdrawn_at.desc())
            .limit(1)
        )

    def latest(self) -> CycleRow | None:
        """The newest cycle that stands."""
        return self._session.scalar(
            select(CycleRow)
            .where(CycleRow.withdrawn_at.is_(None))
            .order_by(CycleRow.opened_at.desc(), CycleRow.id.desc())
            .limit(1)
        )

    def names(self) -> Sequence[str]:
        """The name of every cycle that stands, newest first."""
        return self._session.scalars(
            select(CycleRow.name).where(CycleRow.withdrawn_at.is_(None)).order_by(CycleRow.opened_at.desc())
        ).all()

    def standing_cycles(self) -> Sequence[CycleRow]:
        """Every cycle that stands, oldest first."""
        return self._session.scalars(
            select(CycleRow).where(CycleRow.withdrawn_at.is_(None)).order_by(CycleRow.opened_at, CycleRow.id)
        ).all()

    def on_scheme(self, key: str, version: int) -> CycleRow | None:
        """A cycle that stands and was opened on this version of a scheme."""
        return self._session.scalar(
            select(CycleRow)
            .where(
                CycleRow.scheme_key == key,
                CycleRow.scheme_version == version,
                CycleRow.withdrawn_at.is_(None),
            )
            .limit(1)
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
        return self._latest_sheets(KpiSheetRow.person_id)

    def team_sheets(self) -> Mapping[int, tuple[int, int]]:
        """The same of each department."""
        return self._latest_sheets(KpiSheetRow.department_id)

    def _latest_sheets(self, whose: InstrumentedAttribute[int | None]) -> Mapping[int, tuple[int, int]]:
        latest = (
            select(whose.label("whose"), func.max(KpiSheetRow.version).label("version"))
            .where(KpiSheetRow.version > 0, whose.is_not(None))
            .group_by(whose)
            .subquery()
        )
        rows = self._session.execute(
            select(latest.c.whose, KpiSheetRow.id, func.coalesce(func.sum(KpiItemRow.weight), 0))
            .join(latest, and_(latest.c.whose == whose, latest.c.version == KpiSheetRow.version))
            .outerjoin(KpiItemRow, KpiItemRow.sheet_id == KpiSheetRow.id)
            .group_by(latest.c.whose, KpiSheetRow.id)
        )
        return {owner: (sheet, int(total)) for owner, sheet, total in rows}

    def add_reviews(
        self,
        cycle_id: int,
        people: Sequence[tuple[int, int, int, int | None]],
        *,
        by_id: int | None,
        at: datetime,
    ) -> dict[int, int]:
        """A review for each (employee, manager, sheet, team's sheet), with the first row of its history.

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
                    "team_sheet_id": team_sheet,
                    "state": State.GOALS_AGREED,
                    "owed_since": at,
                    "version": 1,
                }
                for employee, manager, sheet, team_sheet in people[start : start + BATCH]
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

    def reviews(self, cycle_id: int, *, lock: bool = False) -> Sequence[InCycle]:
        """Every review of a cycle; with `lock` one's own until the transaction ends."""
        statement = (
            select(
                ReviewRow.id,
                ReviewRow.employee_id,
                PersonRow.name,
                PersonRow.left_on.is_(None),
                ReviewRow.manager_id,
                ReviewRow.state,
                ReviewRow.version,
            )
            .join(PersonRow, PersonRow.id == ReviewRow.employee_id)
            .where(ReviewRow.cycle_id == cycle_id)
            .order_by(ReviewRow.id)
        )
        found = self._session.execute(statement.with_for_update(of=ReviewRow) if lock else statement)
        return [InCycle(*row) for row in found]

    def told(self, cycle_id: int) -> int:
        """How many people's card of this cycle stands in Slack."""
        key = literal("quarter:") + cast_to(ReviewRow.id, String)
        return (
            self._session.scalar(
                select(func.count())
                .join_from(ReviewRow, CardRow, CardRow.key == key)
                .where(ReviewRow.cycle_id == cycle_id)
            )
            or 0
        )

    def withdraw_reviews(
        self, reviews: Sequence[InCycle], *, by_id: int | None, at: datetime, note: str
    ) -> None:
        """Take reviews back that nobody has handed in, and append that to the history of each."""
        for start in range(0, len(reviews), BATCH):
            some = reviews[start : start + BATCH]
            self._session.execute(
                update(ReviewRow)
                .where(ReviewRow.id.in_([each.id for each in some]))
                .values(state=State.WITHDRAWN, version=ReviewRow.version + 1, owed_since=at),
                execution_options={"synchronize_session": False},
            )
            self._session.execute(
                insert(ReviewHistoryRow),
                [
                    {
                        "review_id": each.id,
                        "number": each.version + 1,
                        "event": Event.WITHDRAW,
                        "from_state": each.state,
                        "to_state": State.WITHDRAWN,
                        "by_id": by_id,
                        "at": at,
                        "note": note,
                    }
                    for each in some
                ],
            )

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
