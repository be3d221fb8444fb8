"""Queries for opening a period: who is to be reviewed, by which sheets, and whose scoring is due to open."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select, true
from sqlalchemy.orm import Session, aliased

from bot.domain.goals.way import COUNTING as GOALS_COUNTING
from bot.domain.people import Grade, Person
from bot.domain.reviews.sheets import SheetOrigin
from storage.models.goals import GoalsRow
from storage.models.people import DepartmentRow, PersonRow
from storage.models.reviews import CycleRow, KpiItemRow, ReviewRow
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

    def people(self, grade: Grade | None, *, cycle_id: int | None = None) -> Sequence[tuple[Person, bool]]:
        """Active people of a cadence, or of both, by name, and whether their manager has left; with them
        whoever was asked for goals in this cycle.
        """
        wanted = {"grade": grade, "cycle_id": cycle_id}
        is_everybody, is_open = grade is None, cycle_id is not None
        rows = self._session.execute(_people(is_everybody=is_everybody, is_open=is_open), wanted)
        return [(row.value(), left_on is not None) for row, left_on in rows]

    def sheets(self, *, until: date | None = None) -> Mapping[int, tuple[int, int]]:
        """Each person's latest agreed sheet: its id and what its weights add up to. `until`: of no period
        that begins later.
        """
        return self._latest_sheets("person_id", until=until)

    def signed(self, *, until: date | None = None) -> frozenset[int]:
        """Whose latest agreed sheet is one that both sides signed, for whichever period; `until` as above."""
        return frozenset(self._session.scalars(_signed(is_limited=until is not None), {"until": until}))

    def team_sheets(self) -> Mapping[str, tuple[int, int]]:
        """The same of each department, by name."""
        names = dict(self._session.execute(select(DepartmentRow.id, DepartmentRow.name)).all())
        sheets = self._latest_sheets("department_id")
        return {names[department]: sheet for department, sheet in sheets.items()}

    def _latest_sheets(self, whose: str, *, until: date | None = None) -> Mapping[int, tuple[int, int]]:
        latest = _latest(whose, is_limited=until is not None)
        rows = self._session.execute(latest, {"until": until})
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


# Put together once: whoever opens a period, or looks what it would say, asks for all of these.


@lru_cache
def _people(*, is_everybody: bool, is_open: bool) -> Select[PersonRow, date | None]:
    manager = aliased(PersonRow)
    asked = select(GoalsRow.employee_id).where(
        GoalsRow.cycle_id == bindparam("cycle_id"), GoalsRow.state.in_(GOALS_COUNTING)
    )
    is_meant = true() if is_everybody else PersonRow.grade == bindparam("grade")
    return (
        select(PersonRow, manager.left_on)
        .outerjoin(manager, manager.id == PersonRow.manager_id)
        .where(is_meant | PersonRow.id.in_(asked) if is_open else is_meant)
        .where(PersonRow.left_on.is_(None))
        .order_by(PersonRow.name, PersonRow.id)
    )


@lru_cache
def _signed(*, is_limited: bool) -> Select[Any]:
    newest = newest_agreed("person_id", is_limited=is_limited)
    return select(newest.c.whose).where(newest.c.origin == SheetOrigin.SIGNED)


@lru_cache
def _latest(whose: str, *, is_limited: bool) -> Select[Any]:
    newest = newest_agreed(whose, is_limited=is_limited)
    return (
        select(newest.c.whose, newest.c.id, func.coalesce(func.sum(KpiItemRow.weight), 0))
        .outerjoin(KpiItemRow, KpiItemRow.sheet_id == newest.c.id)
        .group_by(newest.c.whose, newest.c.id)
    )
