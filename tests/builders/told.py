"""What use cases left in the outbox."""

from sqlalchemy import select

from bot.domain.notices import CardStale
from storage.models.delivery import OutboxRow
from storage.unit import Store

Told = tuple[str, int | None]


def told(store: Store, *, after: int = 0) -> list[Told]:
    """Everything that was announced beyond the first `after`, in order: what, and to whom.

    A card that is stale goes by its key, everything else by its kind. None is the intake channel.
    """
    with store.read() as unit:
        rows = unit.session.scalars(select(OutboxRow).order_by(OutboxRow.id)).all()
    return [(_name(row), row.payload.get("to")) for row in rows[after:]]


def _name(row: OutboxRow) -> str:
    return str(row.payload["card"]) if row.kind == CardStale.kind else row.kind
