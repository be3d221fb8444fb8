"""Queries about how far asking reaches: counts only, in few statements whatever the size."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache, partial

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from bot.domain.nudging.reach import COUNTED, Step, Worker
from bot.domain.places import known_country, known_timezone
from storage.models.nudging import NudgeRow
from storage.models.obligations import ObligationRow
from storage.models.people import BranchRow, DepartmentRow, PersonRow, policy_of
from storage.models.reviews import CycleRow
from storage.plain import Plain

_STEP = Plain(ObligationRow).table.c
_WHO, _OTHER = Plain(PersonRow, name="who").table, Plain(PersonRow, name="other").table
_ROOM, _BRANCH = Plain(DepartmentRow).table, Plain(BranchRow).table
_CYCLE, _NUDGE = Plain(CycleRow).table, Plain(NudgeRow).table


class Reaches:
    """Steps of a period, and the reminders meanwhile."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def workers(self) -> list[Worker]:
        """Everybody who is there."""
        rows = self._session.execute(
            select(_WHO.c.id, _ROOM.c.name, _WHO.c.manager_id, _WHO.c.grade)
            .join(_ROOM, _ROOM.c.id == _WHO.c.department_id)
            .where(_WHO.c.left_on.is_(None))
            .order_by(_WHO.c.id)
        )
        return [
            Worker(id=person_id, department=department, manager_id=manager_id, grade=grade)
            for person_id, department, manager_id, grade in rows
        ]

    def countries(self) -> frozenset[str]:
        """All in which somebody can be, as `Step.country` has them."""
        default = policy_of(self._session).default_country
        return frozenset(
            known_country(code, default=default) for code in self._session.scalars(select(_BRANCH.c.country))
        )

    def first_since(self, periods: Collection[str], *, first: datetime, end: datetime) -> datetime | None:
        """When the first of those steps became somebody's; None where there is none."""
        query = select(func.min(_STEP.since)).where(*_of(periods, first, end))
        found: datetime | None = self._session.scalar(query)
        return found

    def steps(self, periods: Collection[str], *, first: datetime, end: datetime) -> Iterator[Step]:
        """Every step of people who are there that belongs to one of these periods, or became somebody's
        between two moments and belongs to none; but for those of a cycle that was withdrawn. Those of one
        subject stand together; they are made one at a time, of a year's there are very many.
        """
        return self._steps(*_of(periods, first, end))

    def due_since(self, day: date, *, department_id: int) -> Iterator[Step]:
        """Every step of people of a department who are there that is due from this day on; but for those of a
        cycle that was withdrawn. Those of one subject stand together.
        """
        counts = _STEP.kind.in_(COUNTED)
        return self._steps(counts, _STEP.due_on >= day, _WHO.c.department_id == department_id)

    def _steps(self, *which: ColumnElement[bool]) -> Iterator[Step]:
        withdrawn = select(_CYCLE.c.withdrawn_at).where(
            _CYCLE.c.name == _STEP.period, _CYCLE.c.withdrawn_at == _STEP.done_at
        )
        rows = self._session.execute(
            select(
                _STEP.id,
                _STEP.person_id,
                _ROOM.c.name,
                _WHO.c.timezone,
                _BRANCH.c.timezone,
                _BRANCH.c.country,
                _STEP.kind,
                _STEP.subject,
                _STEP.subject_id,
                _STEP.since,
                _STEP.due_on,
                _STEP.lapses_on,
                _STEP.done_at,
                _OTHER.c.left_on,
            )
            .join(_WHO, _WHO.c.id == _STEP.person_id)
            .join(_ROOM, _ROOM.c.id == _WHO.c.department_id)
            .join(_BRANCH, _BRANCH.c.id == _WHO.c.branch_id)
            .join(_OTHER, _OTHER.c.id == _STEP.other_id)
            .where(*which, _WHO.c.left_on.is_(None), ~withdrawn.exists())
            .order_by(_STEP.subject, _STEP.subject_id, _STEP.id)
        )
        policy = policy_of(self._session)
        zone = cache(partial(known_timezone, default=policy.default_timezone))
        country = cache(partial(known_country, default=policy.default_country))
        for row in rows:
            yield Step(
                id=row[0],
                person_id=row[1],
                department=row[2],
                timezone=zone(row[3] or "", row[4]),
                country=country(row[5]),
                kind=row[6],
                subject=row[7],
                subject_id=row[8],
                since=row[9],
                due_on=row[10],
                lapses_on=row[11],
                done_at=row[12],
                other_left_on=row[13],
            )

    def nudges(self, *, since: datetime) -> Mapping[int, Sequence[datetime]]:
        """Each person's reminders after a moment, in their order."""
        found: dict[int, list[datetime]] = {}
        rows = self._session.execute(
            select(_NUDGE.c.person_id, _NUDGE.c.at).where(_NUDGE.c.at >= since).order_by(_NUDGE.c.at)
        )
        for person_id, at in rows:
            found.setdefault(person_id, []).append(at)
        return found


def _of(periods: Collection[str], first: datetime, end: datetime) -> tuple[ColumnElement[bool], ...]:
    within = (_STEP.period == "") & (_STEP.since >= first) & (_STEP.since < end)
    return _STEP.kind.in_(COUNTED), or_(_STEP.period.in_(periods), within)
