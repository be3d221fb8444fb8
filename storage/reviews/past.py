"""Queries about results of periods before Steward."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from bot.domain.reviews.past import PastResult
from storage.models.past import PastResultRow
from storage.models.year import kept
from storage.plain import Plain

BATCH = 2000

_CHANGING = 5_150_082
"""The number of PostgreSQL's lock on what counts of before."""

_PAST = Plain(PastResultRow)
_ALL = select(*_PAST.columns).order_by(_PAST.table.c.id)


class PastResults:
    """What was imported. What is corrected stays, and counts no more."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lock(self) -> None:
        """Wait until nobody else changes what counts, or opens a year of it. SQLite has one writer anyway."""
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(select(func.pg_advisory_xact_lock(_CHANGING)))

    def add(self, results: Iterable[PastResult], *, by_id: int | None, at: datetime) -> None:
        """From now on these hold."""
        rows = [
            {
                "person_id": each.person_id,
                "period": each.period,
                "came_to": kept(each.counted),
                "source": each.source,
                "by_id": by_id,
                "at": at,
            }
            for each in results
        ]
        for start in range(0, len(rows), BATCH):
            self._session.execute(insert(PastResultRow), rows[start : start + BATCH])

    def of(self, person_ids: Collection[int]) -> Mapping[tuple[int, str], PastResult]:
        """By person and period, what holds of these people."""
        found: dict[tuple[int, str], PastResult] = {}
        wanted = sorted(person_ids)
        for start in range(0, len(wanted), BATCH):
            query = _ALL.where(_PAST.table.c.person_id.in_(wanted[start : start + BATCH]))
            for row in self._session.execute(query):
                result = _PAST.of(row).value()
                found[result.person_id, result.period] = result
        return found
