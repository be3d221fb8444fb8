"""Queries about years: what somebody's periods came to, and what the year's review fixed of that."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bot.domain.reviews.review import Review
from bot.domain.reviews.way import COUNTING
from bot.domain.reviews.year import PeriodResult
from storage.models.people import PersonRow
from storage.models.reviews import CycleRow, ReviewRow
from storage.models.year import YearPeriodRow, kept
from storage.plain import Plain
from storage.remembering import OfEach

BATCH = 2000

_PERIOD = Plain(YearPeriodRow)
_OF = _PERIOD.table.c
_REVIEW, _CYCLE = Plain(ReviewRow, without=("requirements",)), Plain(CycleRow).table.c
_ALL = select(*_PERIOD.columns).order_by(_OF.review_id, _OF.number, _OF.id)
PERIODS = OfEach(_ALL, _OF.review_id, "review_id")
_ANY = (
    select(*_REVIEW.columns, _CYCLE.name)
    .join(CycleRow, _CYCLE.id == _REVIEW.table.c.cycle_id)
    .where(_CYCLE.withdrawn_at.is_(None), _REVIEW.table.c.state.in_(COUNTING))
)
_ADD = insert(_PERIOD.table)


class InPeriod(NamedTuple):
    """One review of a period of the year, with its cycle's name."""

    review: Review
    cycle: str


class Years:
    """The number of statements does not grow with the people."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, counted: Mapping[tuple[int, int], Sequence[PeriodResult]]) -> None:
        """Fix the periods of many reviews, by (review, number of the entry of its history)."""
        rows: list[dict[str, Any]] = [
            {
                "review_id": review_id,
                "number": number,
                "period": each.period,
                "source_id": each.review_id,
                "days": each.days,
                "of_days": each.of,
                "missing": each.missing,
                "came_to": kept(each.counted),
            }
            for (review_id, number), periods in counted.items()
            for each in periods
        ]
        for start in range(0, len(rows), BATCH):
            self._session.execute(_ADD, rows[start : start + BATCH])

    def of(self, review_id: int) -> tuple[PeriodResult, ...]:
        """The periods of a year's review, as they were counted last."""
        return periods_of(self._session, review_id)

    def reviews(self, names: Collection[str], employees: Collection[int]) -> Sequence[InPeriod]:
        """Those of these people in the cycles of these names that stand, oldest period first."""
        query = _ANY.where(_CYCLE.name.in_(sorted(names))).order_by(_CYCLE.starts_on, _REVIEW.table.c.id)
        return [
            InPeriod(_REVIEW.of(row).value(is_here=True), row[-1])
            for some in _batches(employees)
            for row in self._session.execute(query.where(_REVIEW.table.c.employee_id.in_(some)))
        ]

    def sheets(self, review_ids: Collection[int]) -> Mapping[int, int]:
        """By which sheet each of these reviews is."""
        of = _REVIEW.table.c
        return {
            review_id: sheet_id
            for some in _batches(review_ids)
            for review_id, sheet_id in self._session.execute(
                select(of.id, of.sheet_id).where(of.id.in_(some))
            )
        }

    def standing(self, name: str, employees: Collection[int]) -> Sequence[Review]:
        """The reviews of this year of these people, also of whoever has left, locked."""
        of = _REVIEW.table
        query = (
            _ANY.add_columns(PersonRow.left_on)
            .join(PersonRow, PersonRow.id == of.c.employee_id)
            .where(_CYCLE.name == name)
            .order_by(of.c.id)
            .with_for_update(of=of)
        )
        return [
            _REVIEW.of(row).value(is_here=row[-1] is None)
            for some in _batches(employees)
            for row in self._session.execute(query.where(of.c.employee_id.in_(some)))
        ]


def periods_of(session: Session, review_id: int) -> tuple[PeriodResult, ...]:
    """The periods of a year's review, as they were counted last."""
    return _last(session.execute(PERIODS.one, {"review_id": review_id}))


def periods_of_each(session: Session, review_ids: Collection[int]) -> Mapping[int, tuple[PeriodResult, ...]]:
    """The same of many."""
    found: dict[int, list[Any]] = {}
    for some in _batches(review_ids):
        for row in session.execute(_ALL.where(_OF.review_id.in_(some))):
            found.setdefault(_PERIOD.of(row).review_id, []).append(row)
    return {review_id: _last(rows) for review_id, rows in found.items()}


def _last(found: Any) -> tuple[PeriodResult, ...]:
    rows = [_PERIOD.of(row) for row in found]
    return tuple(row.value() for row in rows if row.number == rows[-1].number)


def _batches(ids: Collection[int]) -> Iterator[Sequence[int]]:
    wanted = sorted(ids)
    for start in range(0, len(wanted), BATCH):
        yield wanted[start : start + BATCH]
