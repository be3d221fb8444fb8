"""Which of Slack's events were heard: each is claimed before it is dealt with, so that no two do it."""

from datetime import datetime, timedelta
from enum import Enum, auto
from hashlib import sha256
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.models.delivery import SeenEventRow

_TABLE = cast(Table, SeenEventRow.__table__)
_KEY = _TABLE.c.event_id
_CLAIM = {
    "sqlite": sqlite.insert(_TABLE).on_conflict_do_nothing(index_elements=[_KEY]).returning(_KEY),
    "postgresql": postgresql.insert(_TABLE).on_conflict_do_nothing(index_elements=[_KEY]).returning(_KEY),
}
_TAKE_OVER = (
    update(_TABLE)
    .where(bindparam("key") == _KEY, _TABLE.c.leased_until <= bindparam("now"))
    .values(leased_until=bindparam("until"))
    .returning(_KEY)
)
_FINISH = update(_TABLE).where(bindparam("key") == _KEY).values(leased_until=None)
_STANDS = select(_TABLE.c.leased_until).where(bindparam("key") == _KEY)


class Hearing(Enum):
    """How an event stands for whoever just received it."""

    OURS = auto()
    RUNNING = auto()
    DONE = auto()


class SeenEvents:
    """One row an event: leased while somebody deals with it, without a lease once that is done."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def claim(self, event_id: str, *, now: datetime, lease: timedelta) -> Hearing:
        """Take the event, unless it was dealt with or somebody is at it.

        A lease that ran out belongs to a process that died: the event is taken over.
        """
        key, until = stored_key(event_id), now + lease
        added = self._run(
            _CLAIM[self._session.get_bind().dialect.name],
            {"event_id": key, "seen_at": now, "leased_until": until},
        )
        if added or self._run(_TAKE_OVER, {"key": key, "now": now, "until": until}):
            return Hearing.OURS
        stands = self._session.execute(_STANDS, {"key": key}).one_or_none()
        return Hearing.DONE if stands is not None and stands.leased_until is None else Hearing.RUNNING

    def finish(self, event_id: str) -> None:
        """It is dealt with: what Slack repeats of it is ignored."""
        self._session.execute(_FINISH, {"key": stored_key(event_id)})

    def give_back(self, event_id: str, *, leased_until: datetime) -> None:
        """It failed: whoever gets it next may try. A lease that somebody took over meanwhile is theirs."""
        self._session.execute(
            delete(SeenEventRow).where(
                SeenEventRow.event_id == stored_key(event_id), SeenEventRow.leased_until == leased_until
            )
        )

    def forget(self, *, before: datetime) -> None:
        """Slack repeats within minutes; older ids serve nothing."""
        self._session.execute(delete(SeenEventRow).where(SeenEventRow.seen_at < before))

    def _run(self, statement: Any, values: dict[str, Any]) -> bool:
        return self._session.execute(statement, values).one_or_none() is not None


def stored_key(event_id: str) -> str:
    """An id as every database can hold it, whatever its length and characters."""
    return sha256(event_id.encode("utf-8", "surrogatepass")).hexdigest()
