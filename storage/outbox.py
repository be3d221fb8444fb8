"""The outbox: written with the state it announces, drained after."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, Table, delete, exists, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, aliased

from bot.domain.notices import Notice
from storage.models.delivery import CardRow, OutboxRow, SeenEventRow, Sending

# Into the table and not through the mapper, put together once: every use case writes here.
_TABLE = cast(Table, OutboxRow.__table__)
_ADD = {
    "sqlite": sqlite.insert(_TABLE).on_conflict_do_nothing(index_elements=["key"]),
    "postgresql": postgresql.insert(_TABLE).on_conflict_do_nothing(index_elements=["key"]),
}


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A notice leased to one sender. `unsure`: an earlier try may have reached Slack."""

    row_id: int
    kind: str
    payload: dict[str, Any]
    attempts: int
    unsure: bool


class Outbox:
    """Notices waiting to be sent, and the cards that came of them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.was_added_to = False

    def add(self, *notices: Notice, now: datetime, due_at: datetime | None = None) -> None:
        """Ask for notices to be sent at `due_at` (default: at once); a key known already is ignored."""
        if not notices:
            return
        due = due_at or now
        rows = [
            {
                "key": notice.key,
                "kind": notice.kind,
                "lane": notice.lane,
                "payload": notice.payload(),
                "status": Sending.PENDING,
                "created_at": now,
                "due_at": due,
                "retry_at": due,
                "attempts": 0,
                "attempted": False,
            }
            for notice in notices
        ]
        self._session.execute(_ADD[self._session.get_bind().dialect.name], rows)
        self.was_added_to = True

    def will_send(self, notice: Notice, *, but: str) -> bool:
        """Whether one like this, `but` for that field, waits and nobody has begun to word it.

        It stays so until this transaction ends: on PostgreSQL a sender passes over the locked row.
        """
        facts = notice.payload()
        waiting = self._session.scalars(
            select(OutboxRow)
            .where(
                OutboxRow.lane == notice.lane,
                OutboxRow.status == Sending.PENDING,
                OutboxRow.kind == notice.kind,
                OutboxRow.leased_until.is_(None),
            )
            .order_by(OutboxRow.id)
            .with_for_update()
        )
        return any({**row.payload, but: facts[but]} == facts for row in waiting)

    def claim(self, *, now: datetime, lease: timedelta, limit: int) -> list[Claim]:
        """Lease up to `limit` notices that are due, at most one a lane, so that each lane keeps its order.

        A lane's earliest notice blocks those behind it until it is sent or parked. A lease that ran
        out (its process died) is up for claiming again, marked `unsure`.
        """
        earlier = aliased(OutboxRow)
        blocked = exists().where(
            earlier.lane == OutboxRow.lane,
            earlier.status == Sending.PENDING,
            earlier.due_at <= now,
            earlier.id < OutboxRow.id,
        )
        rows = self._session.scalars(
            select(OutboxRow)
            .where(
                OutboxRow.status == Sending.PENDING,
                OutboxRow.retry_at <= now,
                (OutboxRow.leased_until.is_(None)) | (OutboxRow.leased_until <= now),
                ~blocked,
            )
            .order_by(OutboxRow.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        ).all()
        claims = []
        for row in rows:
            claims.append(
                Claim(
                    row_id=row.id,
                    kind=row.kind,
                    payload=row.payload,
                    attempts=row.attempts,
                    unsure=row.attempted,
                )
            )
            row.leased_until = now + lease
            row.attempts += 1
            row.attempted = True
        return claims

    def take_up_again(self, problems: Collection[str], *, since: datetime, now: datetime) -> int:
        """Try again what was parked for one of these reasons and was due after `since`; how many it is."""
        changed: CursorResult[Any] = self._session.execute(  # type: ignore[assignment]
            update(OutboxRow)
            .where(
                OutboxRow.status == Sending.PARKED, OutboxRow.problem.in_(problems), OutboxRow.due_at >= since
            )
            .values(status=Sending.PENDING, retry_at=now, attempted=False)
        )
        self.was_added_to = self.was_added_to or changed.rowcount > 0
        return changed.rowcount

    def get(self, row_id: int) -> OutboxRow:
        return self._session.get_one(OutboxRow, row_id)

    def next_due(self, *, after: datetime) -> datetime | None:
        """When the next notice that is not due yet will be."""
        return self._session.scalar(
            select(func.min(OutboxRow.due_at)).where(
                OutboxRow.status == Sending.PENDING, OutboxRow.due_at > after
            )
        )

    def count(self, status: Sending) -> int:
        return self._session.scalar(select(func.count()).where(OutboxRow.status == status)) or 0

    def waiting(self, *, until: datetime) -> Sequence[OutboxRow]:
        """What would be sent by `until`, in order."""
        return self._session.scalars(
            select(OutboxRow)
            .where(OutboxRow.status == Sending.PENDING, OutboxRow.due_at <= until)
            .order_by(OutboxRow.id)
        ).all()

    def card(self, key: str) -> CardRow | None:
        return self._session.get(CardRow, key)

    def card_at(self, channel: str, ts: str) -> CardRow | None:
        """The card that stands at a place in Slack."""
        return self._session.scalar(select(CardRow).where(CardRow.channel == channel, CardRow.ts == ts))

    def has_seen(self, event_id: str) -> bool:
        return self._session.get(SeenEventRow, event_id) is not None

    def mark_seen(self, event_id: str, *, at: datetime) -> None:
        self._session.merge(SeenEventRow(event_id=event_id, seen_at=at))

    def forget_events(self, *, before: datetime) -> None:
        """Slack retries within minutes; older ids serve nothing."""
        self._session.execute(delete(SeenEventRow).where(SeenEventRow.seen_at < before))
