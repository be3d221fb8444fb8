"""What a rehearsal would have sent: taken out of the outbox as though it had been."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, event, select, update
from sqlalchemy.orm import Session

from bot.domain.notices import Sending
from storage.models.delivery import OutboxRow


def forgetful(engine: Engine) -> None:
    """Let SQLite wait for no disk: what is lost with the machine is nobody's."""

    def prepare(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA synchronous = OFF")

    event.listen(engine, "connect", prepare)
    engine.dispose()


class Rehearsed:
    """The outbox of a database in which nobody is really there."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take(self, now: datetime) -> Sequence[tuple[str, int | None, datetime]]:
        """Everything that is due by now: its kind, whom it is for (None: a channel), when it was due. It
        counts as sent.
        """
        due = (OutboxRow.status == Sending.PENDING, OutboxRow.due_at <= now)
        query = select(OutboxRow.kind, OutboxRow.lane, OutboxRow.due_at).where(*due).order_by(OutboxRow.id)
        found = [(kind, _reader(lane), due_at) for kind, lane, due_at in self._session.execute(query)]
        self._session.execute(update(OutboxRow).where(*due).values(status=Sending.SENT, sent_at=now))
        return found


def _reader(lane: str) -> int | None:
    kind, _, number = lane.partition(":")
    return int(number) if kind == "person" else None
