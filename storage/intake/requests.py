"""Queries about website requests, and the pings that were pointed to the desk."""

from collections.abc import Mapping, Sequence
from typing import Any
from typing import cast as typed

from sqlalchemy import String, Table, cast, func, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.intake.states import CLOSED
from storage.models.delivery import CardRow, DraftRow
from storage.models.intake import (
    DeflectedPingRow,
    RequestEntryRow,
    RequestFileRow,
    RequestRow,
    StrangerPingRow,
)
from storage.models.people import PersonRow

_CARD_KEY = literal("request:") + cast(RequestRow.id, String)
"""Under which key a request's card at the desk is remembered."""

_STRANGER_PINGS = typed(Table, StrangerPingRow.__table__)
_ONE_EACH = ["channel", "ts"]
_ADD_STRANGER_PING = {
    name: dialect.insert(_STRANGER_PINGS)
    .on_conflict_do_nothing(index_elements=_ONE_EACH)
    .returning(_STRANGER_PINGS.c.id)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


class Requests:
    """Rows of requests; `get` on PostgreSQL locks the row so that two clicks are one after the other."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, request_id: int) -> RequestRow:
        """The request, locked until the transaction ends. Raises NoResultFound."""
        return self._session.get_one(RequestRow, request_id, with_for_update=True)

    def look(self, request_id: int) -> RequestRow:
        """The request as it stands, for reading. Raises NoResultFound."""
        return self._session.get_one(RequestRow, request_id)

    def queue_up(self, person_id: int) -> None:
        """Make one person's transactions go one after the other, where a row to lock is not there yet."""
        lock = select(PersonRow.id).where(PersonRow.id == person_id).with_for_update(key_share=True)
        self._session.execute(lock)

    def handed_in(self, requester_id: int, submission: str) -> RequestRow | None:
        """The request that came of a submitted view."""
        return self._session.scalar(
            select(RequestRow).where(
                RequestRow.requester_id == requester_id, RequestRow.submission == submission
            )
        )

    def entries(self, request_id: int) -> Sequence[RequestEntryRow]:
        """Everything that happened, oldest first."""
        return self._session.scalars(
            select(RequestEntryRow)
            .where(RequestEntryRow.request_id == request_id)
            .order_by(RequestEntryRow.number)
        ).all()

    def has_entry_from(self, source: str) -> bool:
        """Whether a message or view was taken up already."""
        return (
            self._session.scalar(select(RequestEntryRow.id).where(RequestEntryRow.source == source))
            is not None
        )

    def files(self, request_id: int) -> Sequence[RequestFileRow]:
        return self._session.scalars(
            select(RequestFileRow).where(RequestFileRow.request_id == request_id).order_by(RequestFileRow.id)
        ).all()

    def left_behind(self) -> Sequence[RequestRow]:
        """Open requests whose owner has left, locked until the transaction ends."""
        return self._session.scalars(
            select(RequestRow)
            .join(PersonRow, PersonRow.id == RequestRow.owner_id)
            .where(RequestRow.state.not_in(CLOSED), PersonRow.left_on.is_not(None))
            .order_by(RequestRow.id)
            .with_for_update(of=RequestRow)
        ).all()

    def open_cards(self) -> Mapping[str, int]:
        """How many cards of open requests stand in each channel."""
        rows = self._session.execute(
            select(CardRow.channel, func.count())
            .join(RequestRow, CardRow.key == _CARD_KEY)
            .where(RequestRow.state.not_in(CLOSED))
            .group_by(CardRow.channel)
        )
        return {channel: int(count) for channel, count in rows}

    def open_cards_in(self, channel: str) -> Sequence[tuple[int, CardRow]]:
        """Open requests whose card stands in a channel, with the card, in the order of their numbers."""
        rows = self._session.execute(
            select(RequestRow.id, CardRow)
            .join(RequestRow, CardRow.key == _CARD_KEY)
            .where(CardRow.channel == channel, RequestRow.state.not_in(CLOSED))
            .order_by(RequestRow.id)
        )
        return [(number, card) for number, card in rows]

    def newest_draft(self, person_id: int, form: str) -> DraftRow | None:
        """What a person typed last into this form and did not hand in, whatever its subject."""
        return self._session.scalar(
            select(DraftRow)
            .where(DraftRow.person_id == person_id, DraftRow.form == form)
            .order_by(DraftRow.saved_at.desc())
            .limit(1)
        )

    def ping(self, ping_id: int) -> DeflectedPingRow:
        """Raises NoResultFound."""
        return self._session.get_one(DeflectedPingRow, ping_id)

    def add_stranger_ping(self, **values: Any) -> int | None:
        """Write down a stranger's ping; its id, None where that message was one already."""
        insert = _ADD_STRANGER_PING[self._session.get_bind().dialect.name]
        return self._session.execute(insert, values).scalar()

    def stranger_ping(self, ping_id: int) -> StrangerPingRow:
        """Raises NoResultFound."""
        return self._session.get_one(StrangerPingRow, ping_id)

    def ping_at(self, channel: str, ts: str) -> DeflectedPingRow | None:
        """The ping that a message was, where it was pointed to the desk already."""
        return self._session.scalar(
            select(DeflectedPingRow).where(DeflectedPingRow.channel == channel, DeflectedPingRow.ts == ts)
        )
