"""The outbox: written with the state it announces, drained after."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from secrets import token_hex
from types import MappingProxyType
from typing import Any

from sqlalchemy import CursorResult, exists, func, select, update
from sqlalchemy.orm import Session

from bot.domain.notices import CardStale, Notice, Sending, kinds_elsewhere
from storage import outbox_sql as sql
from storage.models.delivery import OutboxRow
from storage.outbox_stale import covered


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A notice leased to one sender. `unsure`: an earlier try may have reached Slack. `mark`: what its
    message is known by there. `bulk`: one of many. `problem`: why an earlier try came to nothing. `covers`:
    rows that ask for the same card, and have what they ask for once this one is through.
    """

    row_id: int
    kind: str
    lane: str
    payload: dict[str, Any]
    attempts: int
    unsure: bool
    mark: str
    bulk: bool
    problem: str | None
    covers: Sequence[int] = ()


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A notice as the outbox keeps it. `problem`: why it was not sent. `free_at`: when it may be tried."""

    row_id: int
    kind: str
    lane: str
    payload: dict[str, Any]
    problem: str | None
    due_at: datetime
    free_at: datetime


Held = Mapping[bool, Collection[str] | None]

MANY = 12
"""As many notices of one transaction as somebody may wait for; what is more than that is for many."""

_ANY_PARKED = select(OutboxRow.id).where(OutboxRow.status == Sending.PARKED).limit(1)


class Outbox:
    """Notices waiting to be sent."""

    def __init__(self, session: Session, *, concern: Callable[[Collection[int]], None]) -> None:
        self._session = session
        self._concern = concern
        self.was_added_to = False
        self._added = 0

    def add(self, *notices: Notice, now: datetime, due_at: datetime | None = None) -> None:
        """Ask for notices to be sent at `due_at` (default: at once); a key known already is ignored."""
        if not notices:
            return
        due = due_at or now
        self._added += len(notices)
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
                "mark": token_hex(16),
                "bulk": notice.bulk or self._added > MANY,
            }
            for notice in notices
        ]
        self._session.execute(sql.ADD[self._session.get_bind().dialect.name], rows)
        self._concern([notice.reader for notice in notices if notice.reader is not None])
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

    def withdraw(self, notice: Notice) -> bool:
        """Have it never sent, where nobody has begun to word it; False where it was sent, or may have been.

        Another one with its key is not sent either.
        """
        changed: CursorResult[Any] = self._session.execute(  # type: ignore[assignment]
            update(OutboxRow)
            .where(
                OutboxRow.key == notice.key,
                OutboxRow.status == Sending.PENDING,
                OutboxRow.attempted.is_(False),
                OutboxRow.leased_until.is_(None),
            )
            .values(status=Sending.DROPPED)
        )
        return changed.rowcount > 0

    def knows(self, notice: Notice) -> bool:
        """Whether it was asked for before, sent or not."""
        return self._session.scalar(select(exists().where(OutboxRow.key == notice.key))) or False

    def claim(
        self,
        *,
        now: datetime,
        lease: timedelta,
        limit: int,
        elsewhere: bool = False,
        held: Held = MappingProxyType({}),
        choose: Callable[[Sequence[Claim]], Sequence[Claim]] = lambda due: due,
    ) -> Sequence[Claim]:
        """Lease up to `limit` notices that are due, at most one a lane, so that each lane keeps its order.

        What somebody waits for comes first, then what has been due for longest. `elsewhere`: those that do
        not go to Slack, and only those. `held`: kinds that cannot go now, of what somebody waits for (True)
        and of the rest; None: none of that is looked for. `choose`: those
        of what was found that can; the others stay as they are.

        A lane's earliest notice blocks those behind it until it is sent or parked. A lease that ran
        out (its process died) is up for claiming again, marked `unsure`.
        """
        chosen = choose([_claim(row) for row in self._due(now, limit, elsewhere=elsewhere, held=held)])
        if chosen:
            self._session.execute(sql.LEASE, {"ids": [each.row_id for each in chosen], "until": now + lease})
        if drawn := {
            each.lane: (each.row_id, each.payload) for each in chosen if each.kind == CardStale.kind
        }:
            covers = covered(self._session, drawn, now=now)
            return [replace(each, covers=covers.get(each.row_id, ())) for each in chosen]
        return chosen

    def _due(self, now: datetime, limit: int, *, elsewhere: bool, held: Held) -> Sequence[Any]:
        wanted = {"now": now, "most": limit, "elsewhere": kinds_elsewhere(), "held": held.get(True) or ()}
        if elsewhere:
            return self._session.execute(sql.DUE_ELSEWHERE, wanted).all()
        soon = self._session.execute(sql.DUE_SOON, wanted).all()
        of_the_rest = held.get(False, ())
        if len(soon) >= limit or of_the_rest is None:
            return soon
        others = {
            **wanted,
            "most": limit - len(soon),
            "taken": [row.id for row in soon],
            "held": of_the_rest,
        }
        return [*soon, *self._session.execute(sql.DUE_BULK, others)]

    def take_up_again(self, problems: Collection[str], *, since: datetime, now: datetime) -> int:
        """Try again what was parked for one of these reasons and was due after `since`; how many it is.

        Of a lane and a reason only the first: it shows whether the reason is gone; then the others follow.
        """
        if self._session.scalar(_ANY_PARKED) is None:
            return 0
        first = (
            select(func.min(OutboxRow.id))
            .where(
                OutboxRow.status == Sending.PARKED, OutboxRow.problem.in_(problems), OutboxRow.due_at >= since
            )
            .group_by(OutboxRow.lane, OutboxRow.problem)
        )
        changed: CursorResult[Any] = self._session.execute(  # type: ignore[assignment]
            update(OutboxRow)
            .where(OutboxRow.id.in_(first))
            .values(status=Sending.PENDING, retry_at=now, attempted=False)
        )
        self.was_added_to = self.was_added_to or changed.rowcount > 0
        return changed.rowcount

    def take_up_lane(self, lane: str, *, now: datetime) -> None:
        """Try again everything that was parked of one lane, in its order, however long ago."""
        changed: CursorResult[Any] = self._session.execute(  # type: ignore[assignment]
            update(OutboxRow)
            .where(OutboxRow.lane == lane, OutboxRow.status == Sending.PARKED)
            .values(status=Sending.PENDING, retry_at=now, attempted=False)
        )
        self.was_added_to = self.was_added_to or changed.rowcount > 0

    def drop_lane(self, lane: str) -> None:
        """Nothing of a lane that waits, or was parked, is ever sent: nobody is there to read it."""
        waits = OutboxRow.status.in_((Sending.PENDING, Sending.PARKED))
        self._session.execute(
            update(OutboxRow).where(OutboxRow.lane == lane, waits).values(status=Sending.DROPPED)
        )

    def sent(self, row_id: int, *, now: datetime) -> Kept:
        """It came through; returns it as it was before."""
        before = self._kept(row_id)
        self._session.execute(sql.SENT, {"row_id": row_id, "now": now})
        return before

    def sent_all(self, row_ids: Collection[int], *, now: datetime) -> None:
        """They came through."""
        self._session.execute(sql.SENT_ALL, {"ids": list(row_ids), "now": now})

    def give_back(self, claims: Iterable[tuple[Claim, datetime]]) -> None:
        """They were not tried: as if they had never been claimed, and up for it again at that moment."""
        self._session.connection().execute(
            sql.GIVE_BACK,
            [
                {"row_id": each.row_id, "until": until, "before": each.attempts, "unsure": each.unsure}
                for each, until in claims
            ],
        )

    def renew(self, claims: Iterable[Claim], *, until: datetime) -> Collection[int]:
        """Lease these for longer; returns the rows that nobody else took over meanwhile."""
        connection = self._session.connection()
        return {
            each.row_id
            for each in claims
            if connection.execute(
                sql.RENEW, {"row_id": each.row_id, "mine": each.attempts + 1, "until": until}
            ).rowcount
        }

    def drop(self, row_id: int) -> None:
        """It is never sent; another one with its key may be."""
        self._session.execute(sql.DROP, {"row_id": row_id})

    def put_off(self, row_id: int, *, until: datetime, unsure: bool, problem: str) -> None:
        """It is tried again; `unsure`: this try may have reached Slack."""
        put_off = {"row_id": row_id, "until": until, "unsure": unsure, "why": problem}
        self._session.execute(sql.PUT_OFF, put_off)

    def park(self, row_id: int, *, problem: str) -> Kept:
        """It is given up until its reason is gone; returns it as it is now."""
        self._session.execute(sql.PARK, {"row_id": row_id, "why": problem})
        return self._kept(row_id)

    def is_held_up(self, problem: str) -> bool:
        """Whether something waits for this reason, or is being tried again and may still meet it."""
        waits = (OutboxRow.status == Sending.PARKED) & (OutboxRow.problem == problem)
        tried = (OutboxRow.status == Sending.PENDING) & OutboxRow.problem.is_not(None)
        return self._session.scalar(select(exists().where(waits | tried))) or False

    def next_due(self, *, after: datetime) -> datetime | None:
        """When the next notice that is not due yet will be."""
        return self._session.scalar(
            select(func.min(OutboxRow.due_at)).where(
                OutboxRow.status == Sending.PENDING, OutboxRow.due_at > after
            )
        )

    def oldest_due(self, *, now: datetime) -> datetime | None:
        """Since when the longest waiting notice could have been sent."""
        return self._session.scalar(
            select(func.min(OutboxRow.due_at)).where(
                OutboxRow.status == Sending.PENDING, OutboxRow.due_at <= now
            )
        )

    def count(self, status: Sending) -> int:
        return self._session.scalar(select(func.count()).where(OutboxRow.status == status)) or 0

    def waiting(self, *, until: datetime) -> Sequence[Kept]:
        """What would be sent by `until`, in order."""
        rows = self._session.scalars(
            select(OutboxRow)
            .where(OutboxRow.status == Sending.PENDING, OutboxRow.due_at <= until)
            .order_by(OutboxRow.id)
        )
        return [_value(row) for row in rows]

    def _kept(self, row_id: int) -> Kept:
        return _value(self._session.execute(sql.GET, {"row_id": row_id}).one())


def _claim(row: Any) -> Claim:
    return Claim(
        row_id=row.id,
        kind=row.kind,
        lane=row.lane,
        payload=row.payload,
        attempts=row.attempts,
        unsure=row.attempted,
        mark=row.mark,
        bulk=row.bulk,
        problem=row.problem,
    )


def _value(row: Any) -> Kept:
    return Kept(
        row_id=row.id,
        kind=row.kind,
        lane=row.lane,
        payload=row.payload,
        problem=row.problem,
        due_at=row.due_at,
        free_at=row.leased_until or row.retry_at,
    )
