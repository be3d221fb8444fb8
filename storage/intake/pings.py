"""Queries about mentions of developers that were pointed to the desk."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.intake.form_facts import Source
from bot.domain.intake.pings import Deflected, StrangerDeflection
from storage.missing import found
from storage.models.pings import DeflectedPingRow, PingedDeveloperRow, PingNoteRow, StrangerPingRow


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
        values = {
            "author_id": ping.author_id,
            "developer_id": next(iter(ping.developer_ids), None),
            "channel": ping.channel,
            "ts": ping.ts,
            "thread_ts": ping.thread_ts,
            "text": ping.text,
            "at": ping.at,
            "groups": " ".join(ping.groups),
            "focus_until": ping.focus_until,
            "is_quiet": ping.is_quiet,
        }
        ping_id = self._session.execute(_ADD[self._dialect], values).scalar()
        if ping_id is not None:
            self._name(ping_id, ping)
        return ping_id

    def _name(self, ping_id: int, ping: Deflected) -> None:
        everybody = dict.fromkeys((*ping.developer_ids, *ping.group_member_ids))
        rows = [
            {
                "ping_id": ping_id,
                "developer_id": each,
                "position": position,
                "by_name": each in ping.developer_ids,
            }
            for position, each in enumerate(everybody)
        ]
        if rows:
            self._session.execute(insert(PingedDeveloperRow), rows)

    def get(self, ping_id: int) -> Deflected:
        """Raises Missing."""
        row = found(self._session.get(DeflectedPingRow, ping_id))
        query = (
            select(PingedDeveloperRow.developer_id, PingedDeveloperRow.by_name)
            .where(PingedDeveloperRow.ping_id == ping_id)
            .order_by(PingedDeveloperRow.position)
        )
        named = self._session.execute(query).all()
        return Deflected(
            author_id=row.author_id,
            developer_ids=tuple(each for each, by_name in named if by_name),
            group_member_ids=tuple(each for each, by_name in named if not by_name),
            groups=tuple(row.groups.split()),
            channel=row.channel,
            ts=row.ts,
            thread_ts=row.thread_ts,
            text=row.text,
            at=row.at,
            focus_until=row.focus_until,
            is_quiet=row.is_quiet,
        )

    def was_told(self, author_id: int, channel: str, *, since: datetime) -> bool:
        """Whether this person got a note in this channel after that moment."""
        query = select(DeflectedPingRow.id).where(
            DeflectedPingRow.author_id == author_id,
            DeflectedPingRow.channel == channel,
            DeflectedPingRow.at > since,
            DeflectedPingRow.is_quiet.is_(False),
        )
        return self._session.scalar(query.limit(1)) is not None

    def is_first(self, ping_id: int, *, author_id: int) -> bool:
        """Whether this is the first ping of this person's that was ever pointed to the desk."""
        query = select(DeflectedPingRow.id).where(
            DeflectedPingRow.author_id == author_id, DeflectedPingRow.id < ping_id
        )
        return self._session.scalar(query.limit(1)) is None

    def was_pointed_to_the_desk(self, author_id: int) -> bool:
        """Whether this person was ever pointed to the desk."""
        query = select(DeflectedPingRow.id).where(DeflectedPingRow.author_id == author_id).limit(1)
        return self._session.scalar(query) is not None

    def became(self, request_id: int, *, author_id: int, source: Source) -> int | None:
        """A request was made of a message; the ping that the message was, None where it was none."""
        statement = (
            update(DeflectedPingRow)
            .where(
                DeflectedPingRow.author_id == author_id,
                DeflectedPingRow.channel == source.channel,
                DeflectedPingRow.ts == source.ts,
                DeflectedPingRow.request_id.is_(None),
            )
            .values(request_id=request_id)
            .returning(DeflectedPingRow.id)
        )
        return self._session.scalar(statement)

    def request_of(self, ping_id: int) -> int | None:
        """The number of the request that a ping became."""
        query = select(DeflectedPingRow.request_id).where(DeflectedPingRow.id == ping_id)
        return self._session.scalar(query)

    def keep_note(self, ping_id: int, url: str, *, now: datetime) -> None:
        """Where the note of a ping can be changed, as of its last click."""
        self._session.execute(delete(PingNoteRow).where(PingNoteRow.ping_id == ping_id))
        self._session.execute(insert(PingNoteRow), {"ping_id": ping_id, "url": url, "kept_at": now})

    def note(self, ping_id: int, *, since: datetime) -> str | None:
        """Where the note can be changed, if it was clicked on after that moment."""
        query = select(PingNoteRow.url).where(PingNoteRow.ping_id == ping_id, PingNoteRow.kept_at > since)
        return self._session.scalar(query)

    def forget_notes(self, *, before: datetime) -> None:
        """Forget where notes could be changed that were clicked on earlier."""
        self._session.execute(delete(PingNoteRow).where(PingNoteRow.kept_at <= before))

    def add_strangers(self, ping: StrangerDeflection) -> int | None:
        """Write down a stranger's ping; its id, None where that message was one already."""
        values = {
            "slack_id": ping.slack_id,
            "locale": ping.locale,
            "timezone": ping.timezone,
            "developer_id": ping.developer_id,
            "channel": ping.channel,
            "ts": ping.ts,
            "thread_ts": ping.thread_ts,
            "at": ping.at,
            "groups": " ".join(ping.groups),
            "is_quiet": ping.is_quiet,
        }
        return self._session.execute(_ADD_STRANGERS[self._dialect], values).scalar()

    def stranger_was_told(self, slack_id: str, channel: str, *, since: datetime) -> bool:
        """Whether this stranger got a note in this channel after that moment."""
        query = select(StrangerPingRow.id).where(
            StrangerPingRow.slack_id == slack_id,
            StrangerPingRow.channel == channel,
            StrangerPingRow.at > since,
            StrangerPingRow.is_quiet.is_(False),
        )
        return self._session.scalar(query.limit(1)) is not None

    def strangers(self, ping_id: int) -> StrangerDeflection:
        """Raises Missing."""
        row = found(self._session.get(StrangerPingRow, ping_id))
        return StrangerDeflection(
            slack_id=row.slack_id,
            locale=row.locale,
            timezone=row.timezone,
            developer_id=row.developer_id,
            groups=tuple(row.groups.split()),
            channel=row.channel,
            ts=row.ts,
            thread_ts=row.thread_ts,
            at=row.at,
            is_quiet=row.is_quiet,
        )

    @property
    def _dialect(self) -> str:
        return self._session.get_bind().dialect.name
