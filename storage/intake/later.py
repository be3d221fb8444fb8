"""Queries about requests that were put off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.intake.way import UNSETTLED
from storage.models.desk import PutOffRow
from storage.models.intake import RequestRow
from storage.plain import Plain

_ROW = Plain(PutOffRow)
_PUT_OFF = _ROW.table
_HOLDS = _PUT_OFF.c.done_at.is_(None)
_OF = select(*_ROW.columns).where(_PUT_OFF.c.request_id == bindparam("request_id"), _HOLDS)
_END = (
    update(_PUT_OFF)
    .where(_PUT_OFF.c.request_id == bindparam("of"), _HOLDS)
    .values(done_at=bindparam("ended_at"))
)
_DUE = (
    select(_PUT_OFF.c.request_id)
    .join(RequestRow, RequestRow.id == _PUT_OFF.c.request_id)
    .where(_HOLDS, _PUT_OFF.c.until <= bindparam("now"), RequestRow.state.in_(UNSETTLED))
    .order_by(_PUT_OFF.c.until, _PUT_OFF.c.request_id)
)


@dataclass(frozen=True, kw_only=True)
class KeptPutOff:
    """As it is kept: who put it off by id."""

    by_id: int
    until: datetime
    reason: str


class RequestsPutOff:
    """At most one for a request holds."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, request_id: int) -> KeptPutOff | None:
        """What holds of it, None where it stands in the queue."""
        row = self._session.execute(_OF, {"request_id": request_id}).one_or_none()
        if row is None:
            return None
        kept = _ROW.of(row)
        return KeptPutOff(by_id=kept.by_id, until=kept.until, reason=kept.reason)

    def put(self, request_id: int, *, by_id: int, until: datetime, reason: str, at: datetime) -> None:
        """From now until then, in the place of any before."""
        insert = postgresql.insert if self._dialect == "postgresql" else sqlite.insert
        values = {"by_id": by_id, "until": until, "reason": reason, "at": at, "done_at": None}
        statement = insert(PutOffRow).values(request_id=request_id, **values)
        self._session.execute(statement.on_conflict_do_update(index_elements=["request_id"], set_=values))

    def end(self, request_id: int, *, at: datetime) -> None:
        """It stands in the queue again; nothing where it does."""
        self._session.execute(_END, {"of": request_id, "ended_at": at})

    def due(self, now: datetime) -> Sequence[int]:
        """Open requests whose moment has come, by number."""
        return list(self._session.scalars(_DUE, {"now": now}))

    @property
    def _dialect(self) -> str:
        return self._session.get_bind().dialect.name
