"""Queries about mentions of developers that were pointed to the desk."""

from dataclasses import asdict
from typing import Any, cast

from sqlalchemy import Table, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.intake.pings import Deflected, StrangerDeflection
from storage.missing import found
from storage.models.intake import DeflectedPingRow, StrangerPingRow


def _once(table: Table) -> dict[str, Any]:
    return {
        name: dialect.insert(table)
        .on_conflict_do_nothing(index_elements=["channel", "ts"])
        .returning(table.c.id)
        for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
    }


_ADD = _once(cast(Table, DeflectedPingRow.__table__))
_ADD_STRANGERS = _once(cast(Table, StrangerPingRow.__table__))


class Pings:
    """Mentions of developers; a message is pointed to the desk once."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, ping: Deflected) -> int | None:
        """Write down a colleague's ping; its id, None where that message was one already."""
        return self._session.execute(_ADD[self._dialect], asdict(ping)).scalar()

    def get(self, ping_id: int) -> Deflected:
        """Raises Missing."""
        row = found(self._session.get(DeflectedPingRow, ping_id))
        return Deflected(
            author_id=row.author_id,
            developer_id=row.developer_id,
            channel=row.channel,
            ts=row.ts,
            thread_ts=row.thread_ts,
            text=row.text,
            at=row.at,
        )

    def was_pointed_to_the_desk(self, author_id: int) -> bool:
        """Whether this person was ever pointed to the desk."""
        query = select(DeflectedPingRow.id).where(DeflectedPingRow.author_id == author_id).limit(1)
        return self._session.scalar(query) is not None

    def add_strangers(self, ping: StrangerDeflection) -> int | None:
        """Write down a stranger's ping; its id, None where that message was one already."""
        return self._session.execute(_ADD_STRANGERS[self._dialect], asdict(ping)).scalar()

    def strangers(self, ping_id: int) -> StrangerDeflection:
        """Raises Missing."""
        row = found(self._session.get(StrangerPingRow, ping_id))
        return StrangerDeflection(
            slack_id=row.slack_id,
            locale=row.locale,
            timezone=row.timezone,
            developer_id=row.developer_id,
            channel=row.channel,
            ts=row.ts,
            thread_ts=row.thread_ts,
            at=row.at,
        )

    @property
    def _dialect(self) -> str:
        return self._session.get_bind().dialect.name
