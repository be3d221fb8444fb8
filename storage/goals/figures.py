"""Queries about figures: which are wanted of whom, and which are there. Of one KPI the newest holds."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    and_,
    bindparam,
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
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.domain.goals.figures import Figure, NewFigure, Owner, Place, Wanted
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.kpis import Kpi, Whose
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import COUNTING, REVIEW
from storage.models.figures import FigureRow
from storage.models.people import DepartmentRow, PersonRow
from storage.models.reviews import CycleRow, KpiItemRow, KpiSheetRow, ReviewRow
from storage.remembering import RememberingSession

BATCH = 2000
MANY = 2000
"""More KPIs than this are not named in a query: all of a cycle are read instead."""
HANDED_IN = REVIEW.where(lambda stage: stage.handed_in and stage.counts)

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


def _newest(which: ColumnElement[bool]) -> Any:
    newest = select(_NEWEST).where(which)
    newest = newest.group_by(FigureRow.person_id, FigureRow.department_id, FigureRow.shared_id, FigureRow.kpi)
    return (
        select(FigureRow, PersonRow.name)
        .outerjoin(PersonRow, PersonRow.id == FigureRow.by_id)
        .where(FigureRow.id.in_(newest))
    )


# Put together once: everybody's card of a cycle reads it.
_OF_REVIEW = _newest(
    and_(
        bindparam("cycle_id") == FigureRow.cycle_id,
        or_(
            bindparam("employee_id") == FigureRow.person_id,
            FigureRow.department_id
            == select(KpiSheetRow.department_id)
            .where(bindparam("team_sheet_id") == KpiSheetRow.id)
            .scalar_subquery(),
            FigureRow.shared_id.in_(
                select(KpiItemRow.shared_id).where(
                    KpiItemRow.sheet_id.in_((bindparam("sheet_id"), bindparam("team_sheet_id"))),
                    KpiItemRow.shared_id.is_not(None),
                )
            ),
        ),
    )
)


def _newest_of_each() -> Any:
    reviews = ReviewRow.id.in_(bindparam("reviews", expanding=True))
    about = ((KpiItemRow.sheet_id == ReviewRow.sheet_id), (KpiItemRow.sheet_id == ReviewRow.team_sheet_id))
    this = select(ReviewRow.id.label("review_id"), _NEWEST.label("figure_id")).where(reviews)
    of_cycle = FigureRow.cycle_id == ReviewRow.cycle_id
    newest = union_all(
        this.join(FigureRow, and_(of_cycle, FigureRow.person_id == ReviewRow.employee_id)).group_by(
            ReviewRow.id, FigureRow.kpi
        ),
        this.join(KpiSheetRow, KpiSheetRow.id == ReviewRow.team_sheet_id)
        .join(FigureRow, and_(of_cycle, FigureRow.department_id == KpiSheetRow.department_id))
        .group_by(ReviewRow.id, FigureRow.kpi),
        *(
            this.join(KpiItemRow, and_(sheet, KpiItemRow.shared_id.is_not(None)))
            .join(FigureRow, and_(of_cycle, FigureRow.shared_id == KpiItemRow.shared_id))
            .group_by(ReviewRow.id, FigureRow.shared_id)
            for sheet in about
        ),
    ).subquery()
    return (
        select(FigureRow, PersonRow.name, newest.c.review_id)
        .join(newest, newest.c.figure_id == FigureRow.id)
        .outerjoin(PersonRow, PersonRow.id == FigureRow.by_id)
        .order_by(FigureRow.id)
    )


_OF_REVIEWS = _newest_of_each()


class Figures:
    """Figures as values. A row is only ever added."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def wanted(self, cycle_id: int) -> list[Wanted]:
        """Every KPI of a cycle's reviews with the figure that is held, who left among them; by name."""
        return self._wanted(cycle_id)

    def wanted_of(self, cycle_id: int, person_id: int, *, of_who_left: bool = False) -> list[Wanted]:
        """Those that name this person, of people who are here. `of_who_left`: those, too, that name somebody
        who has left.
        """
        named = KpiItemRow.figure_by_id == person_id
        gone = select(PersonRow.id).where(PersonRow.left_on.is_not(None))
        return self._wanted(cycle_id, or_(named, KpiItemRow.figure_by_id.in_(gone)) if of_who_left else named)

    def _wanted(self, cycle_id: int, *only: ColumnElement[bool]) -> list[Wanted]:
        ends_on = self._session.scalar(select(CycleRow.ends_on).where(CycleRow.id == cycle_id))
        if ends_on is None:
            return []
        own, teams = _own(cycle_id, *only), _teams(cycle_id, *only)
        if only:
            own = own.where(PersonRow.left_on.is_(None))
        rows = self._session.execute(union_all(own, teams)).all()
        by_name = sorted(rows, key=lambda row: (row.whose, row.owner_id, row.name, row.key))
        found = _merged(_wanted(row, ends_on) for row in by_name)
        held = self.held(cycle_id, of={each.place for each in found})
        return [replace(each, held=held.get(each.place)) for each in found]

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

    def held(self, cycle_id: int, *, of: Collection[Place]) -> dict[Place, Figure]:
        """The newest figure of each of these KPIs that has one; of very many, of all of the cycle."""
        which = FigureRow.cycle_id == cycle_id
        if len(of) <= MANY:
            shared = FigureRow.shared_id.in_(_ids(of, Owner.SHARED))
            which = and_(which, or_(_of_owners(FigureRow.person_id, FigureRow.department_id, of), shared))
        return self._figures(which)

    def scored_already(self, cycle_id: int, places: Collection[Place]) -> list[tuple[Place, Review]]:
        """Which of these KPIs somebody who is here has scored themselves by, each with their review."""
        query = (
            select(ReviewRow, KpiSheetRow.department_id)
            .join(PersonRow, PersonRow.id == ReviewRow.employee_id)
            .outerjoin(KpiSheetRow, KpiSheetRow.id == ReviewRow.team_sheet_id)
            .where(
                ReviewRow.cycle_id == cycle_id,
                ReviewRow.state.in_(HANDED_IN),
                PersonRow.left_on.is_(None),
            )
            .order_by(ReviewRow.id)
        )
        theirs = query
        if len(places) <= MANY:
            theirs = query.where(_of_owners(ReviewRow.employee_id, KpiSheetRow.department_id, places))
        by_owner: dict[tuple[Owner, int | None], list[Place]] = {}
        for place in places:
            by_owner.setdefault((place.owner, place.owner_id), []).append(place)
        found = [
            (place, row.value(is_here=True))
            for row, department_id in self._session.execute(theirs)
            for owner in ((Owner.PERSON, row.employee_id), (Owner.DEPARTMENT, department_id))
            for place in by_owner.get(owner, ())
        ]
        for shared in (each for each in places if each.owner is Owner.SHARED):
            rows = self._session.execute(query.where(_scores_shared(shared.owner_id)))
            found += [(shared, row.value(is_here=True)) for row, _ in rows]
        return found

    def of_review(self, review: Review) -> Mapping[Place, Figure]:
        """The newest figures of everything that a review is about."""
        return self._read(_OF_REVIEW, _about(review))

    def ahead(self, reviews: Collection[Review]) -> None:
        """Read at once what is asked after of each of these."""
        if isinstance(self._session, RememberingSession) and reviews:
            by_id = {each.id: _about(each) for each in reviews}
            self._session.answer_ahead(
                _OF_REVIEW,
                list(by_id.values()),
                many=(_OF_REVIEWS, {"reviews": sorted(by_id)}),
                of=lambda row: by_id[row.review_id],
            )

    def on(self, review: Review, basis: Basis) -> Basis:
        """What a review is about, its KPIs with their figures."""
        figures = {_known_as(place): figure for place, figure in self.of_review(review).items()}
        kpis = tuple(replace(kpi, figure=figures.get(_known_by(kpi))) for kpi in basis.kpis)
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
                "shared_id": each.place.owner_id if each.place.owner is Owner.SHARED else None,
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

    def is_about(self, review: Review, *, cycle_id: int, place: Place) -> bool:
        """Whether a figure is of what a review scores: its employee's own KPIs, or their department's."""
        if cycle_id != review.cycle_id:
            return False
        if place.owner is Owner.PERSON:
            return place.owner_id == review.employee_id
        if place.owner is Owner.SHARED:
            mine = select(ReviewRow.id).where(ReviewRow.id == review.id, _scores_shared(place.owner_id))
            return self._session.scalar(mine) is not None
        sheet = KpiSheetRow.id == review.team_sheet_id
        return self._session.scalar(select(KpiSheetRow.department_id).where(sheet)) == place.owner_id

    def _figures(self, which: ColumnElement[bool]) -> dict[Place, Figure]:
        return self._read(_newest(which), {})

    def _read(self, query: Any, values: Mapping[str, Any]) -> dict[Place, Figure]:
        rows = self._session.execute(query, values)
        return {_place(row): row.figure(by=name or "") for row, name, *_ in rows}

    def _one(self, figure_id: int) -> Figure | None:
        found = self._session.execute(
            select(FigureRow, PersonRow.name)
            .outerjoin(PersonRow, PersonRow.id == FigureRow.by_id)
            .where(FigureRow.id == figure_id)
        ).one_or_none()
        return None if found is None else found[0].figure(by=found[1] or "")


def _about(review: Review) -> dict[str, int | None]:
    return {
        "cycle_id": review.cycle_id,
        "employee_id": review.employee_id,
        "sheet_id": review.sheet_id,
        "team_sheet_id": review.team_sheet_id,
    }


def _known_by(kpi: Kpi) -> tuple[Whose | None, str | int]:
    """By what a review's figures tell their KPIs apart: whose sheet and which key, or which shared one."""
    return (kpi.whose, kpi.key) if kpi.shared_id is None else (None, kpi.shared_id)


def _known_as(place: Place) -> tuple[Whose | None, str | int]:
    if place.owner is Owner.SHARED:
        return None, place.owner_id
    return Whose.OWN if place.owner is Owner.PERSON else Whose.TEAM, place.kpi


def _of_owners(
    person: InstrumentedAttribute[Any], department: InstrumentedAttribute[Any], places: Collection[Place]
) -> ColumnElement[bool]:
    return or_(person.in_(_ids(places, Owner.PERSON)), department.in_(_ids(places, Owner.DEPARTMENT)))


def _ids(places: Collection[Place], owner: Owner) -> set[int]:
    return {each.owner_id for each in places if each.owner is owner}


def _scores_shared(shared_id: int) -> ColumnElement[bool]:
    """Whether a review's sheet, or its department's, has this shared KPI."""
    return exists().where(
        KpiItemRow.sheet_id.in_((ReviewRow.sheet_id, ReviewRow.team_sheet_id)),
        KpiItemRow.shared_id == shared_id,
    )


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
    of_owner = and_(KpiItemRow.shared_id.is_(None), same_owner, FigureRow.kpi == KpiItemRow.key)
    of_all = FigureRow.shared_id == KpiItemRow.shared_id
    is_there = exists().where(FigureRow.cycle_id == cycle_id, or_(of_owner, of_all))
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
    if row.shared_id is not None:
        return Place(owner=Owner.SHARED, owner_id=row.shared_id, kpi="")
    if row.person_id is not None:
        return Place(owner=Owner.PERSON, owner_id=row.person_id, kpi=row.kpi)
    return Place(owner=Owner.DEPARTMENT, owner_id=row.department_id or 0, kpi=row.kpi)


def _wanted(row: Any, ends_on: date) -> Wanted:
    owner = Owner(row.owner)
    return Wanted(
        place=Place(owner=owner, owner_id=row.owner_id, kpi=row.key)
        if row.shared_id is None
        else Place(owner=Owner.SHARED, owner_id=row.shared_id, kpi=""),
        whose=row.whose,
        owners=((owner, row.owner_id, row.key),),
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


def _merged(found: Iterable[Wanted]) -> list[Wanted]:
    """What several share stands once, with all of their names."""
    by_place: dict[Place, Wanted] = {}
    for each in found:
        known = by_place.get(each.place)
        by_place[each.place] = (
            each
            if known is None
            else replace(
                known,
                whose=f"{known.whose}, {each.whose}",
                owners=(*known.owners, *each.owners),
                has_left=known.has_left and each.has_left,
            )
        )
    return list(by_place.values())
