"""Queries about digests: which are due to whom, and which were announced."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.weeks.week import Week
from storage.models.people import PersonRow
from storage.models.weeks import CheckInRow, DigestRow

_INSERT: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
BATCH = 1000


class Digests:
    """A manager and a week have at most one."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def unsent(self, *, since: date) -> Sequence[tuple[int, Week]]:
        """Each manager who is here, and each week from `since` on, of which they were told nothing though
        somebody of theirs was asked.
        """
        sent = exists().where(
            DigestRow.manager_id == CheckInRow.manager_id, DigestRow.week == CheckInRow.week
        )
        query = (
            select(CheckInRow.manager_id, CheckInRow.week)
            .join(PersonRow, PersonRow.id == CheckInRow.manager_id)
            .where(
                CheckInRow.week >= since,
                PersonRow.left_on.is_(None),
                ~sent,
            )
            .distinct()
            .order_by(CheckInRow.week, CheckInRow.manager_id)
        )
        return [(manager, Week(monday)) for manager, monday in self._session.execute(query)]

    def record(self, digests: Collection[tuple[int, Week]], *, at: datetime) -> frozenset[tuple[int, Week]]:
        """These are announced now; returns those that nobody else announced meanwhile."""
        new: set[tuple[int, Week]] = set()
        ordered = sorted(digests, key=lambda each: (each[1], each[0]))
        made = _INSERT[self._session.get_bind().dialect.name](DigestRow).on_conflict_do_nothing()
        for start in range(0, len(ordered), BATCH):
            rows = [
                {"manager_id": manager, "week": week.monday, "at": at}
                for manager, week in ordered[start : start + BATCH]
            ]
            found = self._session.execute(made.values(rows).returning(DigestRow.manager_id, DigestRow.week))
            new |= {(manager, Week(monday)) for manager, monday in found}
        return frozenset(new)
