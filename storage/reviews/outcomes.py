"""Queries about what many reviews come to: as many statements for two thousand as for one."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain.goals.post import Requirement
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.facts import Given, ItemScore
from bot.domain.reviews.kpis import Kpi, Whose
from bot.domain.reviews.review import Review
from bot.domain.reviews.scheme import Scheme
from storage.models.reviews import KpiItemRow, ReviewHistoryRow, ReviewRow, ScoreRow
from storage.plain import Plain
from storage.reviews.year import periods_of_each

BATCH = 2000

# Past the mapper, which takes ten times as long.
_ITEM = Plain(KpiItemRow)
_SCORE, _STEP = Plain(ScoreRow).table.c, Plain(ReviewHistoryRow).table.c
_REVIEW = Plain(ReviewRow).table.c
_SCORES = (
    select(
        _SCORE.review_id, _SCORE.side, _SCORE.section, _SCORE.item, _SCORE.score, _SCORE.reason, _STEP.number
    )
    .join(ReviewHistoryRow, _STEP.id == _SCORE.history_id)
    .order_by(_SCORE.id)
)


class Outcomes:
    """What many reviews go by, and what was given in them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def scores(self, review_ids: Collection[int]) -> Mapping[int, Sequence[Given]]:
        """Every score ever given in each of these, oldest first, as far as arithmetic goes: without what
        stands beside it but the manager's reason.
        """
        found: dict[int, list[Given]] = {}
        for some in _batches(review_ids):
            for row in self._session.execute(_SCORES.where(_SCORE.review_id.in_(some))):
                score = ItemScore(score=row.score, reason=row.reason)
                given = Given(side=row.side, item=(row.section, row.item), score=score, number=row.number)
                found.setdefault(row.review_id, []).append(given)
        return found

    def bases(self, reviews: Sequence[Review], scheme: Scheme) -> Mapping[int, Basis]:
        """What each of these is about, which are all on one scheme; no figures."""
        ids = [each.id for each in reviews]
        years = periods_of_each(self._session, ids) if scheme.asks_periods else {}
        # A year goes by its periods; by a sheet only where its scheme scores one beside them.
        has_sheets = bool(scheme.sheets) or not scheme.asks_periods
        sheets = self._sheets({each.sheet_id for each in reviews} if has_sheets else (), Whose.OWN)
        teams = self._sheets({each.team_sheet_id for each in reviews if each.team_sheet_id}, Whose.TEAM)
        asked = self._requirements(ids) if scheme.asks_post else {}
        return {
            each.id: Basis(
                kpis=(*sheets.get(each.sheet_id, ()), *teams.get(each.team_sheet_id or 0, ())),
                requirements=asked.get(each.id, ()),
                periods=years.get(each.id, ()),
            )
            for each in reviews
        }

    def _sheets(self, sheet_ids: Collection[int], whose: Whose) -> Mapping[int, Sequence[Kpi]]:
        found: dict[int, list[Kpi]] = {}
        of = _ITEM.table.c
        for some in _batches(sheet_ids):
            query = select(*_ITEM.columns).where(of.sheet_id.in_(some)).order_by(of.sheet_id, of.position)
            for row in self._session.execute(query):
                item = _ITEM.of(row)
                found.setdefault(item.sheet_id, []).append(item.value(whose))
        return found

    def _requirements(self, review_ids: Collection[int]) -> Mapping[int, tuple[Requirement, ...]]:
        found: dict[int, tuple[Requirement, ...]] = {}
        for some in _batches(review_ids):
            query = select(_REVIEW.id, _REVIEW.requirements).where(_REVIEW.id.in_(some))
            for review_id, kept in self._session.execute(query):
                found[review_id] = tuple(Requirement.model_validate(each) for each in kept or ())
        return found


def _batches(ids: Collection[int]) -> Iterator[Sequence[Any]]:
    wanted = sorted(ids)
    for start in range(0, len(wanted), BATCH):
        yield wanted[start : start + BATCH]
