"""Queries about what is wrong."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.concerns import Cause, Concern, ConcernFacts
from storage.models.concerns import STILL_OPEN, ConcernRow

_TABLE = cast(Table, ConcernRow.__table__)
_ONE_IS_OPEN = ["cause", "subject"]
_NOTE = {
    "sqlite": sqlite.insert(_TABLE)
    .on_conflict_do_nothing(index_elements=_ONE_IS_OPEN, index_where=STILL_OPEN)
    .returning(_TABLE.c.id),
    "postgresql": postgresql.insert(_TABLE)
    .on_conflict_do_nothing(index_elements=_ONE_IS_OPEN, index_where=STILL_OPEN)
    .returning(_TABLE.c.id),
}


class Concerns:
    """What is wrong, by cause and subject."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def note(
        self, cause: Cause, *, subject: str, facts: Mapping[str, Any], now: datetime
    ) -> tuple[int, int] | None:
        """Open a concern: its id and round. None where this one is open already."""
        number = self._round(cause)
        row = {"cause": cause, "subject": subject, "round": number, "facts": dict(facts), "since": now}
        added = self._session.execute(_NOTE[self._session.get_bind().dialect.name], row).scalar()
        return None if added is None else (added, number)

    def settle(self, cause: Cause, *, subject: str, now: datetime) -> tuple[int, int] | None:
        """Close a concern: its id and round. None where it is not open."""
        closed = self._session.execute(
            update(ConcernRow)
            .where(ConcernRow.cause == cause, ConcernRow.subject == subject, ConcernRow.gone_at.is_(None))
            .values(gone_at=now)
            .returning(ConcernRow.id, ConcernRow.round)
        ).one_or_none()
        return None if closed is None else (closed.id, closed.round)

    def facts(self, cause: Cause, *, round: int) -> ConcernFacts:
        """One round of a cause: what is still wrong, and how much was mended."""
        of_round = (ConcernRow.cause == cause, ConcernRow.round == round)
        rows = self._session.scalars(
            select(ConcernRow)
            .where(*of_round, ConcernRow.gone_at.is_(None))
            .order_by(ConcernRow.since, ConcernRow.id)
        )
        found = tuple(Concern(subject=row.subject, facts=row.facts, since=row.since) for row in rows)
        mended = self._session.scalar(select(func.count()).where(*of_round, ConcernRow.gone_at.is_not(None)))
        return ConcernFacts(cause=cause, open=found, mended=mended or 0)

    def latest_round(self, cause: Cause) -> int:
        """The newest round of a cause; 0 where nothing ever was wrong."""
        return self._session.scalar(select(func.max(ConcernRow.round)).where(ConcernRow.cause == cause)) or 0

    def open_rounds(self) -> Sequence[tuple[Cause, int, int]]:
        """Each cause of which something is wrong: its round, and the id of the newest that is."""
        rows = self._session.execute(
            select(ConcernRow.cause, ConcernRow.round, func.max(ConcernRow.id))
            .where(ConcernRow.gone_at.is_(None))
            .group_by(ConcernRow.cause, ConcernRow.round)
        )
        return [(cause, number, newest) for cause, number, newest in rows]

    def _round(self, cause: Cause) -> int:
        under_way = self._session.scalar(
            select(func.max(ConcernRow.round)).where(ConcernRow.cause == cause, ConcernRow.gone_at.is_(None))
        )
        return under_way or self.latest_round(cause) + 1
