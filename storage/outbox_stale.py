"""Cards that are stale several times over: one look at how things stand brings all of it up to date."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from bot.domain.notices import CardStale, Sending
from storage.outbox_sql import OF

BEHIND = select(OF.id, OF.lane, OF.key).where(
    OF.lane.in_(bindparam("lanes", expanding=True)),
    OF.status == Sending.PENDING,
    OF.kind == CardStale.kind,
    OF.attempted.is_(False),
    OF.due_at <= bindparam("now"),
)
Drawn = tuple[int, Mapping[str, Any]]
"""The row that asks for a card, and its payload."""


def covered(session: Session, drawn: Mapping[str, Drawn], *, now: datetime) -> Mapping[int, Sequence[int]]:
    """`drawn`: what is about to be drawn, by its lane. By the row of each, the others that ask for that card
    by now: what they announce is committed, so whoever draws it after this shows it.
    """
    found: dict[int, list[int]] = {}
    for row in session.execute(BEHIND, {"lanes": list(drawn), "now": now}):
        row_id, payload = drawn[row.lane]
        if row.id != row_id and row.key.startswith(_begins(payload)):
            found.setdefault(row_id, []).append(row.id)
    return found


def _begins(payload: Mapping[str, Any]) -> str:
    """What the keys of all begin with that ask for that card."""
    return f"{CardStale.kind}:{payload.get('to')}:{payload.get('card')}:"
