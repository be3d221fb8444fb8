"""The outbox: written with the state it announces, drained after."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, String, Table, bindparam, exists, func, select, update
from sqlalchemy import cast as cast_to
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.notices import Notice, Sending, kinds_elsewhere
from storage.models.delivery import OutboxRow

# Past the mapper, put together once: every use case writes here, and the sender never rests.
_TABLE = cast(Table, OutboxRow.__table__)
_OF = _TABLE.c
_THIS = bindparam("row_id") == _OF.id
_ADD = {
    "sqlite": sqlite.insert(_TABLE).on_conflict_do_nothing(index_elements=["key"]),
    "postgresql": postgresql.insert(_TABLE).on_conflict_do_nothing(index_elements=["key"]),
}
_EARLIER = _TABLE.alias("earlier")
_DUE_ANYWHERE = (
    select(_OF.id, _OF.kind, _OF.payload, _OF.attempts, _OF.attempted)
    .where(
        _OF.status == Sending.PENDING,
        _OF.retry_at <= bindparam("now"),
        (_OF.leased_until.is_(None)) | (_OF.leased_until <= bindparam("now")),
        ~exists().where(
            _EARLIER.c.lane == _OF.lane,
            _EARLIER.c.status == Sending.PENDING,
            _EARLIER.c.due_at <= bindparam("now"),
            _EARLIER.c.id < _OF.id,
        ),
    )
    .order_by(_OF.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=_TABLE)
)
_ELSEWHERE = _OF.kind.in_(bindparam("elsewhere", expanding=True))
_DUE = {True: _DUE_ANYWHERE.where(_ELSEWHERE), False: _DUE_ANYWHERE.where(~_ELSEWHERE)}
_LEASE = (
    update(_TABLE)
    .where(_OF.id.in_(bindparam("ids", expanding=True)))
    .values(leased_until=bindparam("until"), attempts=_OF.attempts + 1, attempted=True)
)
_GET = select(
    _OF.id, _OF.kind, _OF.lane, _OF.payload, _OF.problem, _OF.due_at, _OF.leased_until, _OF.retry_at
).where(_THIS)
_SENT = (
    update(_TABLE)
    .where(_THIS)
    .values(status=Sending.SENT, sent_at=bindparam("now"), leased_until=None, problem=None)
)
_DROP = (
    update(_TABLE)
    .where(_THIS)
    .values(
        status=Sending.DROPPED,
        leased_until=None,
        key=func.substr(_OF.key, 1, 180) + "#" + cast_to(_OF.id, String),
    )
)
_PUT_OFF = (
    update(_TABLE)
    .where(_THIS)
    .values(
        retry_at=bindparam("until"),
        leased_until=None,
        attempted=bindparam("unsure"),
        problem=bindparam("why"),
    )
)
_PARK = update(_TABLE).where(_THIS).values(status=Sending.PARKED, leased_until=None, problem=bindparam("why"))


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A notice leased to one sender. `unsure`: an earlier try may have reached Slack."""

    row_id: int
    kind: str
    payload: dict[str, Any]
    attempts: int
    unsure: bool


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


_ANY_PARKED = select(OutboxRow.id).where(OutboxRow.status == Sending.PARKED).limit(1)


class Outbox:
    """Notices waiting to be sent."""

    def __init__(self, session: Session, *, concern: Callable[[Collection[int]], None]) -> None:
        self._session = session
        self._concern = concern
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

    def claim(self, *, now: datetime, lease: timedelta, limit: int, elsewhere: bool = False) -> list[Claim]:
        """Lease up to `limit` notices that are due, at most one a lane, so that each lane keeps its order.

        `elsewhere`: those that do not go to Slack, and only those.

        A lane's earliest notice blocks those behind it until it is sent or parked. A lease that ran
        out (its process died) is up for claiming again, marked `unsure`.
        """
        wanted = {"now": now, "most": limit, "elsewhere": kinds_elsewhere()}
        rows = self._session.execute(_DUE[elsewhere], wanted).all()
        if rows:
            self._session.execute(_LEASE, {"ids": [row.id for row in rows], "until": now + lease})
        return [
            Claim(
                row_id=row.id,
                kind=row.kind,
                payload=row.payload,
                attempts=row.attempts,
                unsure=row.attempted,
            )
            for row in rows
        ]

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
        self._session.execute(_SENT, {"row_id": row_id, "now": now})
        return before

    def drop(self, row_id: int) -> None:
        """It is never sent; another one with its key may be."""
        self._session.execute(_DROP, {"row_id": row_id})

    def put_off(self, row_id: int, *, until: datetime, unsure: bool, problem: str) -> None:
        """It is tried again; `unsure`: this try may have reached Slack."""
        put_off = {"row_id": row_id, "until": until, "unsure": unsure, "why": problem}
        self._session.execute(_PUT_OFF, put_off)

    def park(self, row_id: int, *, problem: str) -> Kept:
        """It is given up until its reason is gone; returns it as it is now."""
        self._session.execute(_PARK, {"row_id": row_id, "why": problem})
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
        return _value(self._session.execute(_GET, {"row_id": row_id}).one())


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
