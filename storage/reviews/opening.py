"""Queries for opening a period: who is to be reviewed, by which sheets, and whose scoring is due to open."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from bot.domain.goals.way import COUNTING as GOALS_COUNTING
from bot.domain.people import Grade, Person
from bot.domain.reviews.sheets import SheetOrigin
from storage.models.goals import GoalsRow
from storage.models.people import DepartmentRow, PersonRow
from storage.models.reviews import CycleRow, KpiItemRow, KpiSheetRow, ReviewRow
from storage.reviews.reading import newest_agreed

IN_GOALS = (
    CycleRow.withdrawn_at.is_(None),
    CycleRow.goals_opened_at.is_not(None),
    CycleRow.scoring_opened_at.is_(None),
)


class Opening:
    """The number of statements does not grow with the people."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def people(self, grade: Grade, *, cycle_id: int | None = None) -> Sequence[tuple[Person, bool]]:
        """Active people of a cadence, by name, and whether their manager has left; with them whoever was
        asked for goals in this cycle.
        """
        manager = aliased(PersonRow)
        asked = select(GoalsRow.employee_id).where(
            GoalsRow.cycle_id == cycle_id, GoalsRow.state.in_(GOALS_COUNTING)
        )
        is_meant = PersonRow.grade == grade
        rows = self._session.execute(
            select(PersonRow, manager.left_on)
            .outerjoin(manager, manager.id == PersonRow.manager_id)
            .where(is_meant if cycle_id is None else is_meant | PersonRow.id.in_(asked))
            .where(PersonRow.left_on.is_(None))
            .order_by(PersonRow.name, PersonRow.id)
        )
        return [(row.value(), left_on is not None) for row, left_on in rows]

    def sheets(self, *, until: date | None = None) -> Mapping[int, tuple[int, int]]:
        """Each person's latest agreed sheet: its id and what its weights add up to. `until`: of no period
        that begins later.
        """
        return self._latest_sheets(KpiSheetRow.person_id, until=until)

    def signed(self, *, until: date | None = None) -> frozenset[int]:
        """Whose latest agreed sheet is one that both sides signed, for whichever period; `until` as above."""
        newest = newest_agreed(KpiSheetRow.person_id, until=until).subquery()
        rows = self._session.scalars(select(newest.c.whose).where(newest.c.origin == SheetOrigin.SIGNED))
        return frozenset(rows)

    def team_sheets(self) -> Mapping[str, tuple[int, int]]:
        """The same of each department, by name."""
        names = dict(self._session.execute(select(DepartmentRow.id, DepartmentRow.name)).all())
        sheets = self._latest_sheets(KpiSheetRow.department_id)
        return {names[department]: sheet for department, sheet in sheets.items()}

    def _latest_sheets(
        self, whose: InstrumentedAttribute[int | None], *, until: date | None = None
    ) -> Mapping[int, tuple[int, int]]:
        newest = newest_agreed(whose, until=until).subquery()
        rows = self._session.execute(
            select(newest.c.whose, newest.c.id, func.coalesce(func.sum(KpiItemRow.weight), 0))
            .outerjoin(KpiItemRow, KpiItemRow.sheet_id == newest.c.id)
            .group_by(newest.c.whose, newest.c.id)
        )
        return {owner: (sheet, int(total)) for owner, sheet, total in rows}

    def reviewed(self, cycle_id: int) -> frozenset[int]:
        """Who has a review in a cycle."""
        query = select(ReviewRow.employee_id).where(ReviewRow.cycle_id == cycle_id)
        return frozenset(self._session.scalars(query))

    def due_for_scoring(self, day: date) -> Sequence[tuple[int, date]]:
        """Cycles whose scoring opens by itself on this day or did not on an earlier one, with that day."""
        rows = self._session.execute(
            select(CycleRow.id, CycleRow.scoring_opens_on)
            .where(*IN_GOALS, CycleRow.scoring_opens_on <= day)
            .order_by(CycleRow.scoring_opens_on, CycleRow.id)
        )
        return [(cycle_id, opens_on) for cycle_id, opens_on in rows if opens_on is not None]
