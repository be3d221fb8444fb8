"""Queries about figures: which are wanted of whom, and which are there. Of one KPI the newest holds."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    and_,
    cast,
    exists,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from bot.domain.goals.figures import Figure, NewFigure, Owner, Place, Wanted
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.kpis import Whose
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import COUNTING
from storage.models.figures import FigureRow
from storage.models.people import DepartmentRow, PersonRow
from storage.models.reviews import CycleRow, KpiItemRow, KpiSheetRow, ReviewRow

BATCH = 2000

_NEWEST = func.max(FigureRow.id)
_ITEM = (
    KpiItemRow.key,
    KpiItemRow.name,
    KpiItemRow.unit,
    KpiItemRow.quantity,
    KpiItemRow.target,
    KpiItemRow.source,
    KpiItemRow.figure_by_id,
    KpiItemRow.arrives_days,
    KpiItemRow.shared_id,
)


class Figures:
    """Figures as values. A row is only ever added."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def wanted(self, cycle_id: int, *, by_id: int | None = None) -> list[Wanted]:
        """Every KPI of a cycle's reviews with the figure that is held, who left among them; by name.

        `by_id`: only those that name this person, of people who are here.
        """
        ends_on = self._session.scalar(select(CycleRow.ends_on).where(CycleRow.id == cycle_id))
        if ends_on is None:
            return []
        only = [] if by_id is None else [KpiItemRow.figure_by_id == by_id]
        own, teams = _own(cycle_id, *only), _teams(cycle_id, *only)
        if by_id is not None:
            own = own.where(PersonRow.left_on.is_(None))
        found = [_wanted(row, ends_on) for row in self._session.execute(union_all(own, teams))]
        held = self.held(cycle_id)
        by_name = sorted(found, key=lambda each: (each.whose, each.place.owner_id, each.name, each.place.kpi))
        return [replace(each, held=held.get(each.place)) for each in by_name]

    def missing(self, cycle_id: int) -> Mapping[int, int]:
        """Who is named for figures of a cycle that are not there, and after how many days the last of them
        should be.
        """
        own, teams = _missing_own(cycle_id), _missing_teams(cycle_id)
        days: dict[int, int] = {}
        for query in (own, teams):
            for person_id, latest in self._session.execute(query):
                days[person_id] = max(latest, days.get(person_id, 0))
        return days

    def cycles(self) -> Sequence[int]:
        """Every cycle with reviews that count."""
        return self._session.scalars(
            select(ReviewRow.cycle_id)
            .where(ReviewRow.state.in_(COUNTING))
            .distinct()
            .order_by(ReviewRow.cycle_id)
        ).all()

    def held(self, cycle_id: int) -> dict[Place, Figure]:
        """The newest figure of every KPI of a cycle that has one."""
        return self._figures(FigureRow.cycle_id == cycle_id)

    def of_review(self, review: Review) -> Mapping[tuple[Whose, str], Figure]:
        """The newest figures of everything that a review is about."""
        theirs: ColumnElement[bool] = FigureRow.person_id == review.employee_id
        if review.team_sheet_id is not None:
            department = select(KpiSheetRow.department_id).where(KpiSheetRow.id == review.team_sheet_id)
            theirs = or_(theirs, FigureRow.department_id == department.scalar_subquery())
        figures = self._figures(and_(FigureRow.cycle_id == review.cycle_id, theirs))
        return {
            (Whose.OWN if place.owner is Owner.PERSON else Whose.TEAM, place.kpi): figure
            for place, figure in figures.items()
        }

    def on(self, review: Review, basis: Basis) -> Basis:
        """What a review is about, its KPIs with their figures."""
        figures = self.of_review(review)
        kpis = tuple(replace(kpi, figure=figures.get((kpi.whose, kpi.key))) for kpi in basis.kpis)
        return replace(basis, kpis=kpis)

    def with_before(self, figure_id: int) -> tuple[Place, int, Figure, Figure | None] | None:
        """Of which KPI and cycle a figure is, the figure, and the one that it corrected."""
        row = self._session.get(FigureRow, figure_id)
        if row is None:
            return None
        before = None if row.corrects_id is None else self._one(row.corrects_id)
        figure = self._one(row.id)
        return None if figure is None else (_place(row), row.cycle_id, figure, before)

    def add(self, cycle_id: int, figures: Sequence[NewFigure], *, by_id: int | None, at: datetime) -> None:
        """Keep each of these, in the place of the one that was held."""
        rows: list[dict[str, Any]] = [
            {
                "cycle_id": cycle_id,
                "person_id": each.place.owner_id if each.place.owner is Owner.PERSON else None,
                "department_id": each.place.owner_id if each.place.owner is Owner.DEPARTMENT else None,
                "kpi": each.place.kpi,
                "typed": each.typed,
                "value": None if each.value is None else f"{each.value.normalize():f}",
                "source": each.source,
                "as_of": each.as_of,
                "by_id": by_id,
                "at": at,
                "corrects_id": each.corrects_id,
            }
            for each in figures
        ]
        for start in range(0, len(rows), BATCH):
            self._session.execute(insert(FigureRow), rows[start : start + BATCH])

    def departments(self, cycle_id: int) -> Mapping[int, int]:
        """Which department's sheet each review of a cycle scores, by the review's id."""
        rows = self._session.execute(
            select(ReviewRow.id, KpiSheetRow.department_id)
            .join(KpiSheetRow, KpiSheetRow.id == ReviewRow.team_sheet_id)
            .where(ReviewRow.cycle_id == cycle_id, KpiSheetRow.department_id.is_not(None))
        )
        return {review_id: department_id for review_id, department_id in rows if department_id is not None}

    def _figures(self, which: ColumnElement[bool]) -> dict[Place, Figure]:
        newest = select(_NEWEST).where(which)
        newest = newest.group_by(FigureRow.person_id, FigureRow.department_id, FigureRow.kpi)
        rows = self._session.execute(
            select(FigureRow, PersonRow.name)
            .outerjoin(PersonRow, PersonRow.id == FigureRow.by_id)
            .where(FigureRow.id.in_(newest))
        )
        return {_place(row): row.figure(by=name or "") for row, name in rows}

    def _one(self, figure_id: int) -> Figure | None:
        found = self._session.execute(
            select(FigureRow, PersonRow.name)
            .outerjoin(PersonRow, PersonRow.id == FigureRow.by_id)
            .where(FigureRow.id == figure_id)
        ).one_or_none()
        return None if found is None else found[0].figure(by=found[1] or "")


def _own(cycle_id: int, *only: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """The KPIs of people's own sheets."""
    return (
        select(
            literal(Owner.PERSON.value).label("owner"),
            PersonRow.id.label("owner_id"),
            PersonRow.name.label("whose"),
            PersonRow.left_on,
            *_ITEM,
        )
        .select_from(ReviewRow)
        .join(PersonRow, PersonRow.id == ReviewRow.employee_id)
        .join(KpiItemRow, KpiItemRow.sheet_id == ReviewRow.sheet_id)
        .where(ReviewRow.cycle_id == cycle_id, ReviewRow.state.in_(COUNTING), *only)
    )


def _teams(cycle_id: int, *only: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Those of the departments' sheets, each once."""
    return (
        select(
            literal(Owner.DEPARTMENT.value).label("owner"),
            DepartmentRow.id.label("owner_id"),
            DepartmentRow.name.label("whose"),
            cast(null(), Date).label("left_on"),
            *_ITEM,
        )
        .select_from(KpiSheetRow)
        .join(DepartmentRow, DepartmentRow.id == KpiSheetRow.department_id)
        .join(KpiItemRow, KpiItemRow.sheet_id == KpiSheetRow.id)
        .where(KpiSheetRow.id.in_(_scored_sheets(cycle_id)), *only)
    )


def _missing_own(cycle_id: int) -> Select[*tuple[Any, ...]]:
    return _latest_days(
        _own(cycle_id, KpiItemRow.figure_by_id.is_not(None), PersonRow.left_on.is_(None)),
        cycle_id,
        FigureRow.person_id == PersonRow.id,
    )


def _missing_teams(cycle_id: int) -> Select[*tuple[Any, ...]]:
    return _latest_days(
        _teams(cycle_id, KpiItemRow.figure_by_id.is_not(None)),
        cycle_id,
        FigureRow.department_id == DepartmentRow.id,
    )


def _latest_days(
    wanted: Select[*tuple[Any, ...]], cycle_id: int, same_owner: ColumnElement[bool]
) -> Select[*tuple[Any, ...]]:
    """Of those that have no figure: by whoever is named, the most days that one takes to arrive."""
    is_there = exists().where(FigureRow.cycle_id == cycle_id, same_owner, FigureRow.kpi == KpiItemRow.key)
    return (
        wanted.with_only_columns(KpiItemRow.figure_by_id, func.max(func.coalesce(KpiItemRow.arrives_days, 0)))
        .where(~is_there)
        .group_by(KpiItemRow.figure_by_id)
    )


def _scored_sheets(cycle_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(ReviewRow.team_sheet_id)
        .where(
            ReviewRow.cycle_id == cycle_id,
            ReviewRow.state.in_(COUNTING),
            ReviewRow.team_sheet_id.is_not(None),
        )
        .distinct()
    )


def _place(row: FigureRow) -> Place:
    if row.person_id is not None:
        return Place(owner=Owner.PERSON, owner_id=row.person_id, kpi=row.kpi)
    return Place(owner=Owner.DEPARTMENT, owner_id=row.department_id or 0, kpi=row.kpi)


def _wanted(row: Any, ends_on: date) -> Wanted:
    return Wanted(
        place=Place(owner=Owner(row.owner), owner_id=row.owner_id, kpi=row.key),
        whose=row.whose,
        has_left=row.left_on is not None,
        name=row.name,
        unit=row.unit,
        quantity=row.quantity,
        target=row.target,
        source=row.source,
        figure_by_id=row.figure_by_id,
        shared_id=row.shared_id,
        arrives_on=ends_on + timedelta(days=row.arrives_days or 0),
    )
