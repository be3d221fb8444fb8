"""Queries about website requests, and the pings that were pointed to the desk."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import String, bindparam, cast, exists, func, insert, literal, select, update
from sqlalchemy.orm import Session

from bot.domain.cards import Card
from bot.domain.history import NOTHING_MORE, Entry, Facts, as_kept
from bot.domain.intake.facts import Attachment, Told
from bot.domain.intake.form_facts import Source
from bot.domain.intake.request import Request
from bot.domain.intake.way import ANSWER_OWED, FILED, PROMISED, UNFINISHED, UNSETTLED, Event, State
from storage.intake.details import add_details, details_of
from storage.missing import found, one
from storage.models.delivery import CardRow
from storage.models.intake import (
    RequestEntryRow,
    RequestFileRow,
    RequestRow,
)
from storage.models.people import PersonRow
from storage.plain import Plain

_CARD_KEY = literal(f"{Card.REQUEST.value}:") + cast(RequestRow.id, String)
"""Under which key a request's card at the desk is remembered."""

# Put together once, and past the mapper.
_REQUEST, _ENTRY, _FILE = Plain(RequestRow), Plain(RequestEntryRow), Plain(RequestFileRow)
_REQUESTS, _ENTRIES, _FILES = _REQUEST.table, _ENTRY.table, _FILE.table
_MOVE = (
    update(_REQUESTS)
    .where(_REQUESTS.c.id == bindparam("request_id"))
    .values(
        state=bindparam("state"),
        version=bindparam("version"),
        owed_since=bindparam("owed_since"),
        owner_id=bindparam("owner_id"),
        answer_by=bindparam("answer_by"),
        promised_for=bindparam("promised_for"),
        is_private=bindparam("is_private"),
    )
)
_ADD_ENTRY = insert(_ENTRIES)
_ADD_FILES = insert(_FILES)
_LOCKED = select(*_REQUEST.columns).where(_REQUESTS.c.id == bindparam("request_id")).with_for_update()
_HISTORY = (
    select(*_ENTRY.columns)
    .where(_ENTRIES.c.request_id == bindparam("request_id"))
    .order_by(_ENTRIES.c.number)
)
_FILES_OF = select(*_FILE.columns).where(_FILES.c.request_id == bindparam("request_id")).order_by(_FILES.c.id)
_HANDED_IN = select(_REQUESTS.c.id).where(
    _REQUESTS.c.requester_id == bindparam("requester_id"), _REQUESTS.c.submission == bindparam("view")
)
_HAS_ENTRY = exists().where(_ENTRIES.c.source == bindparam("source"))
_HAS_ENTRY_FROM = select(_HAS_ENTRY)
_ENTRY_FROM = select(_ENTRIES.c.request_id, _ENTRIES.c.number).where(_ENTRIES.c.source == bindparam("source"))
_WAS_HANDED_IN = select(_HAS_ENTRY | exists().where(_REQUESTS.c.submission == bindparam("view")))
_PEOPLE = Plain(PersonRow).table


class Requests:
    """Requests as values. Whatever is locked is one's own until the transaction ends."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, request_id: int) -> Request:
        """The request, locked, so that two clicks are one after the other. Raises Missing."""
        return _REQUEST.of(one(self._session.execute(_LOCKED, {"request_id": request_id}))).value()

    def look(self, request_id: int) -> Request:
        """The request as it is, for reading. Raises Missing."""
        request: Request = self._row(request_id).value()
        return request

    def told(self, request_id: int) -> Told:
        """What it is about. Raises Missing."""
        row, details = self._row(request_id), details_of(self._session, request_id)
        return Told(
            branch=row.branch,
            kind=row.kind,
            page=row.page,
            happened=row.happened,
            expected=row.expected,
            since=row.since,
            urgency=row.urgency,
            filed_at=row.filed_at,
            from_message=row.source_channel is not None,
            source_link=row.source_link,
            device=details.device,
            reach=details.reach,
            for_whom=details.for_whom,
            wished_by=details.wished_by,
            extra=details.extra,
        )

    def add(
        self,
        told: Told,
        *,
        requester_id: int,
        owner_id: int,
        submission: str,
        source: Source | None,
        answer_by: datetime,
        is_private: bool = False,
    ) -> Request:
        """A request that was filed just now; its first entry follows with `move`."""
        row = RequestRow(
            requester_id=requester_id,
            owner_id=owner_id,
            submission=submission,
            branch=told.branch,
            kind=told.kind,
            page=told.page,
            happened=told.happened,
            expected=told.expected,
            since=told.since,
            urgency=told.urgency,
            state=FILED,
            filed_at=told.filed_at,
            answer_by=answer_by,
            source_channel=source.channel if source else None,
            source_ts=source.ts if source else None,
            source_link=told.source_link,
            version=0,
            owed_since=told.filed_at,
            promised_for=None,
            is_private=is_private,
        )
        self._session.add(row)
        self._session.flush()
        add_details(self._session, row.id, told.details)
        return row.value()

    def move(
        self,
        request: Request,
        event: Event,
        *,
        to: State,
        owed_since: datetime,
        promised_for: date | None,
        by_id: int | None,
        at: datetime,
        note: str,
        facts: Facts = NOTHING_MORE,
        source: str | None = None,
        files: Sequence[Attachment] = (),
    ) -> Request:
        """Write where a locked request is now, and append to its history; returns it as it is now."""
        moved = replace(
            request,
            state=to,
            version=request.version + 1,
            owed_since=owed_since,
            promised_for=promised_for,
            owner_id=facts.owner.now if facts.owner and facts.owner.now else request.owner_id,
            answer_by=facts.answer_by.now if facts.answer_by and facts.answer_by.now else request.answer_by,
        )
        self._session.execute(
            _MOVE,
            {
                "request_id": request.id,
                "state": to,
                "version": moved.version,
                "owed_since": owed_since,
                "owner_id": moved.owner_id,
                "answer_by": moved.answer_by,
                "promised_for": promised_for,
                "is_private": moved.is_private,
            },
        )
        self._session.execute(
            _ADD_ENTRY,
            {
                "request_id": request.id,
                "number": moved.version,
                "event": event,
                "from_state": request.state,
                "to_state": to,
                "by_id": by_id,
                "at": at,
                "note": note,
                "facts": as_kept(facts),
                "source": source,
            },
        )
        if files:
            self._session.execute(
                _ADD_FILES,
                [
                    {
                        "request_id": request.id,
                        "number": moved.version,
                        "file_id": file.file_id,
                        "name": file.name,
                        "mimetype": file.mimetype,
                        "permalink": file.permalink,
                    }
                    for file in files
                ],
            )
        return moved

    def handed_in(self, requester_id: int, submission: str) -> int | None:
        """The number of the request that came of a submitted view."""
        return self._session.scalar(_HANDED_IN, {"requester_id": requester_id, "view": submission})

    def history(self, request_id: int) -> Sequence[Entry[State, Event]]:
        """Everything that happened, oldest first."""
        rows = self._session.execute(_HISTORY, {"request_id": request_id})
        return [_ENTRY.of(row).value() for row in rows]

    def was_handed_in(self, view: str) -> bool:
        """Whether this form was taken up, by whatever use case."""
        asked = {"source": f"view:{view}", "view": view}
        return bool(self._session.scalar(_WAS_HANDED_IN, asked))

    def has_entry_from(self, source: str) -> bool:
        """Whether a message or view was taken up already."""
        return bool(self._session.scalar(_HAS_ENTRY_FROM, {"source": source}))

    def entry_from(self, source: str) -> tuple[int, int] | None:
        """The request and the number of the entry that came of a message; None where none did."""
        row = self._session.execute(_ENTRY_FROM, {"source": source}).one_or_none()
        return None if row is None else (row.request_id, row.number)

    def files(self, request_id: int) -> Mapping[int, tuple[Attachment, ...]]:
        """The files that came with each step."""
        rows = map(_FILE.of, self._session.execute(_FILES_OF, {"request_id": request_id}))
        files: dict[int, tuple[Attachment, ...]] = {}
        for row in rows:
            file = Attachment(
                file_id=row.file_id, name=row.name, mimetype=row.mimetype, permalink=row.permalink
            )
            files[row.number] = (*files.get(row.number, ()), file)
        return files

    def left_behind(self) -> Sequence[Request]:
        """Unsettled requests whose owner has left, locked."""
        rows = self._session.scalars(
            select(RequestRow)
            .join(PersonRow, PersonRow.id == RequestRow.owner_id)
            .where(RequestRow.state.in_(UNSETTLED), PersonRow.left_on.is_not(None))
            .order_by(RequestRow.id)
            .with_for_update(of=RequestRow)
        )
        return [row.value() for row in rows]

    def unsettled_with(self, person_id: int) -> Sequence[Request]:
        """Unsettled requests that somebody filed or has, for reading."""
        theirs = (RequestRow.requester_id == person_id) | (RequestRow.owner_id == person_id)
        rows = self._session.scalars(
            select(RequestRow).where(RequestRow.state.in_(UNFINISHED), theirs).order_by(RequestRow.id)
        )
        return [row.value() for row in rows]

    def owned_by(self, people: Collection[int]) -> Mapping[int, int]:
        """How many unsettled requests each of these has."""
        query = (
            select(RequestRow.owner_id, func.count())
            .where(RequestRow.state.in_(UNSETTLED), RequestRow.owner_id.in_(people))
            .group_by(RequestRow.owner_id)
        )
        return dict(self._session.execute(query).all())

    def requesters(self) -> frozenset[int]:
        """Whoever has filed a request that is not settled."""
        return frozenset(
            self._session.scalars(
                select(RequestRow.requester_id).where(RequestRow.state.in_(UNFINISHED)).distinct()
            )
        )

    def all_unsettled(self) -> Sequence[Request]:
        """Every request that is not settled."""
        rows = self._session.scalars(
            select(RequestRow).where(RequestRow.state.in_(UNSETTLED)).order_by(RequestRow.id)
        )
        return [row.value() for row in rows]

    def all_unfinished(self) -> Sequence[Request]:
        """Every request of which somebody may owe something."""
        rows = self._session.scalars(
            select(RequestRow).where(RequestRow.state.in_(UNFINISHED)).order_by(RequestRow.id)
        )
        return [row.value() for row in rows]

    def open_cards(self) -> Mapping[str, int]:
        """How many cards of unsettled requests stand in each channel."""
        rows = self._session.execute(
            select(CardRow.channel, func.count())
            .join(RequestRow, CardRow.key == _CARD_KEY)
            .where(RequestRow.state.in_(UNSETTLED))
            .group_by(CardRow.channel)
        )
        return {channel: int(count) for channel, count in rows}

    def forget_cards_in(self, channel: str) -> Sequence[int]:
        """Unsettled requests whose card stands in a channel where nobody sees it any more, by number.

        What the card shows there counts for nothing.
        """
        rows = self._session.execute(
            select(RequestRow.id, CardRow)
            .join(RequestRow, CardRow.key == _CARD_KEY)
            .where(CardRow.channel == channel, RequestRow.state.in_(UNSETTLED))
            .order_by(RequestRow.id)
        )
        numbers = []
        for number, card in rows:
            card.fingerprint = ""
            numbers.append(number)
        return numbers

    def unanswered(self, *, since: datetime, until: datetime) -> Sequence[Request]:
        """Requests without an answer whose hour passed in between."""
        rows = self._session.scalars(
            select(RequestRow)
            .where(
                RequestRow.state.in_(ANSWER_OWED),
                RequestRow.answer_by >= since,
                RequestRow.answer_by < until,
            )
            .order_by(RequestRow.id)
        )
        return [row.value() for row in rows]

    def promised(self, *, first: date, end: date) -> Sequence[Request]:
        """Requests that are promised for one of these days, `first` to before `end`."""
        rows = self._session.scalars(
            select(RequestRow)
            .where(
                RequestRow.state.in_(PROMISED),
                RequestRow.promised_for >= first,
                RequestRow.promised_for < end,
            )
            .order_by(RequestRow.id)
        )
        return [row.value() for row in rows]

    def next_hour(self, now: datetime) -> datetime | None:
        """The next hour by which a request is to be answered."""
        return self._session.scalar(
            select(func.min(RequestRow.answer_by)).where(
                RequestRow.state.in_(ANSWER_OWED), RequestRow.answer_by >= now
            )
        )

    def _row(self, request_id: int) -> RequestRow:
        row: RequestRow = found(self._session.get(RequestRow, request_id))
        return row
