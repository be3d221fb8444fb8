"""Queries for the matrix: released results of many, in as many statements as of a few."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain.reviews.facts import Given, ItemScore
from bot.domain.reviews.kpis import Kpi, Whose
from bot.domain.reviews.way import RELEASED
from storage.models.people import PersonRow
from storage.models.reviews import CycleRow, KpiItemRow, ReviewHistoryRow, ReviewRow, ScoreRow
from storage.reviews.reading import is_of_a_period

BATCH = 1000
_IN_IT = is_of_a_period(CycleRow.name)
"""What a year has are the KPIs and values of its parts; an ad-hoc review is one person's."""


@dataclass(frozen=True, kw_only=True)
class ReleasedResult:
    """A released review of somebody who is here, and the sheets that it is about."""

    review_id: int
    cycle_id: int
    employee_id: int
    name: str
    sheet_id: int
    team_sheet_id: int | None

    @property
    def sheets(self) -> tuple[int, ...]:
        return (self.sheet_id,) if self.team_sheet_id is None else (self.sheet_id, self.team_sheet_id)


_RESULT = (
    select(
        ReviewRow.id,
        ReviewRow.cycle_id,
        ReviewRow.employee_id,
        PersonRow.name,
        ReviewRow.sheet_id,
        ReviewRow.team_sheet_id,
    )
    .join(PersonRow, PersonRow.id == ReviewRow.employee_id)
    .where(ReviewRow.state.in_(RELEASED), PersonRow.left_on.is_(None))
)


class Matrices:
    """What the matrix is drawn of."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def newest(self) -> int | None:
        """The newest cycle of which anything is released; never a year or an ad-hoc review."""
        return self._session.scalar(
            select(CycleRow.id)
            .where(
                CycleRow.withdrawn_at.is_(None),
                _IN_IT,
                CycleRow.id.in_(select(ReviewRow.cycle_id).where(ReviewRow.state.in_(RELEASED))),
            )
            .order_by(CycleRow.ends_on.desc(), CycleRow.id.desc())
            .limit(1)
        )

    def results(self, cycle_id: int, *, department_id: int | None) -> Sequence[ReleasedResult]:
        """Of everybody in a department, or (None) of the company, by name."""
        query = _RESULT.where(ReviewRow.cycle_id == cycle_id).order_by(PersonRow.name, PersonRow.id)
        if department_id is not None:
            query = query.where(PersonRow.department_id == department_id)
        return [_result(row) for row in self._session.execute(query)]

    def before(self, employee_ids: Collection[int], day: date) -> Mapping[int, ReleasedResult]:
        """Each one's last of a period that began before that day, by whose it is."""
        found: dict[int, ReleasedResult] = {}
        for some in _batches(employee_ids):
            query = (
                _RESULT.join(CycleRow, CycleRow.id == ReviewRow.cycle_id)
                .where(ReviewRow.employee_id.in_(some), CycleRow.starts_on < day, _IN_IT)
                .order_by(CycleRow.starts_on, ReviewRow.id)
            )
            found |= {each.employee_id: each for each in map(_result, self._session.execute(query))}
        return found

    def scores(self, review_ids: Collection[int]) -> Mapping[int, Sequence[Given]]:
        """Every score that was ever given in these, oldest first, without what was written beside but why."""
        found: dict[int, list[Given]] = {}
        for some in _batches(review_ids):
            rows = self._session.execute(
                select(
                    ScoreRow.review_id,
                    ScoreRow.side,
                    ScoreRow.section,
                    ScoreRow.item,
                    ScoreRow.score,
                    ScoreRow.reason,
                    ReviewHistoryRow.number,
                )
                .join(ReviewHistoryRow, ReviewHistoryRow.id == ScoreRow.history_id)
                .where(ScoreRow.review_id.in_(some))
                .order_by(ScoreRow.id)
            )
            for review_id, side, section, item, score, reason, number in rows:
                given = Given(
                    side=side,
                    item=(section, item),
                    score=ItemScore(score=score, reason=reason),
                    number=number,
                )
                found.setdefault(review_id, []).append(given)
        return found

    def kpis(self, sheet_ids: Collection[int], *, teams: Collection[int]) -> Mapping[int, tuple[Kpi, ...]]:
        """The items of these sheets, in their order. `teams`: which are a department's."""
        found: dict[int, list[Kpi]] = {}
        for some in _batches(sheet_ids):
            rows = self._session.scalars(
                select(KpiItemRow)
                .where(KpiItemRow.sheet_id.in_(some))
                .order_by(KpiItemRow.sheet_id, KpiItemRow.position)
            )
            for row in rows:
                whose = Whose.TEAM if row.sheet_id in teams else Whose.OWN
                found.setdefault(row.sheet_id, []).append(row.value(whose))
        return {sheet_id: tuple(items) for sheet_id, items in found.items()}


def _result(row: Sequence[object]) -> ReleasedResult:
    names = ("review_id", "cycle_id", "employee_id", "name", "sheet_id", "team_sheet_id")
    return ReleasedResult(**dict(zip(names, row, strict=True)))  # type: ignore[arg-type]


def _batches(ids: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]
