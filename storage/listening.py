"""Queries about what people may have written while nobody listened."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Table, delete, exists, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.domain.cards import Card, CardKey
from bot.domain.intake.way import UNFINISHED, Event
from bot.domain.listening import HEARD_UNDER, TakenUp, UnreadThread
from storage.models.delivery import CardRow, FormerCardRow, PassedUntilRow, UnreadThreadRow
from storage.models.handover import HandoverRow
from storage.models.intake import RequestEntryRow, RequestRow
from storage.models.people import PersonRow

BATCH = 500

_TABLE = cast(Table, UnreadThreadRow.__table__)
_TURNS = cast(Table, PassedUntilRow.__table__)
_INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}

_OF_A_HANDOVER = frozenset({Card.HANDOVER, Card.PRIVATE_HANDOVER})
_OF_ITS_READERS = (Card.PRIVATE_REQUEST, Card.PRIVATE_HANDOVER)


class Listening:
    """Threads to be read again, and who may do it now."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def promised(self, *, closed_since: datetime) -> Sequence[tuple[str, str]]:
        """(channel, ts) of every thread in which is heard what people write, newest first: those of what is
        open, and of what has moved since then.
        """
        requests = self._requests(closed_since)
        handovers = self._handovers(requests)

        def is_meant(key: CardKey | None) -> bool:
            if key is None or key.card not in HEARD_UNDER:
                return False
            return key.numbers[0] in (handovers if key.card in _OF_A_HANDOVER else requests)

        keys = {str(CardKey.of(card, each)) for card in (Card.REQUEST, Card.MY_REQUEST) for each in requests}
        keys |= {str(CardKey.of(Card.HANDOVER, each)) for each in handovers}
        found = {(channel, ts) for key, channel, ts in self._spots(keys) if is_meant(CardKey.parse(key))}
        return sorted(found, key=lambda spot: (float(spot[1]), spot[0]), reverse=True)

    def _requests(self, closed_since: datetime) -> frozenset[int]:
        moved = exists().where(
            RequestEntryRow.request_id == RequestRow.id, RequestEntryRow.at >= closed_since
        )
        wanted = or_(RequestRow.state.in_(UNFINISHED), moved)
        return frozenset(self._session.scalars(select(RequestRow.id).where(wanted)))

    def _handovers(self, requests: Collection[int]) -> frozenset[int]:
        rows = self._session.execute(select(HandoverRow.id, HandoverRow.request_id))
        return frozenset(number for number, request_id in rows if request_id in requests)

    def _spots(self, keys: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        for of in (CardRow, FormerCardRow):
            columns = select(of.key, of.channel, of.ts)
            for some in _batches(keys):
                yield from self._session.execute(columns.where(of.key.in_(some)))
            for card in _OF_ITS_READERS:  # one for each who has had it
                yield from self._session.execute(columns.where(of.key.like(f"{card.value}:%")))

    def want_read(self, threads: Sequence[tuple[str, str]], *, since: datetime, until: datetime) -> None:
        """Have these threads read; one that waits already keeps from when on."""
        insert = _INSERT[self._session.get_bind().dialect.name](_TABLE)
        statement = insert.on_conflict_do_update(
            index_elements=["channel", "ts"], set_={"until": insert.excluded.until, "failures": 0}
        )
        rows = [
            {"channel": channel, "ts": ts, "since": since, "until": until, "failures": 0}
            for channel, ts in threads
        ]
        if rows:
            self._session.execute(statement, rows)

    def unread(self, *, at_most: int) -> Sequence[UnreadThread]:
        """The next threads to be read, those last that could not be."""
        rows = self._session.scalars(
            select(UnreadThreadRow).order_by(UnreadThreadRow.failures, UnreadThreadRow.id).limit(at_most)
        )
        return [
            UnreadThread(id=row.id, channel=row.channel, ts=row.ts, since=row.since, until=row.until)
            for row in rows
        ]

    def count(self) -> int:
        """How many threads are still to be read."""
        return self._session.scalar(select(func.count()).select_from(UnreadThreadRow)) or 0

    def earliest(self) -> datetime | None:
        """From when on the first of them is to be read."""
        return self._session.scalar(select(func.min(UnreadThreadRow.since)))

    def was_read(self, thread: UnreadThread) -> None:
        """It is done, unless somebody was away again meanwhile."""
        self._session.execute(
            delete(UnreadThreadRow).where(
                UnreadThreadRow.id == thread.id, UnreadThreadRow.until == thread.until
            )
        )

    def was_not_read(self, thread: UnreadThread, *, tries: int) -> bool:
        """It failed once more; returns whether that was the last try."""
        of_it = UnreadThreadRow.id == thread.id
        self._session.execute(
            update(UnreadThreadRow).where(of_it).values(failures=UnreadThreadRow.failures + 1)
        )
        given_up = delete(UnreadThreadRow).where(of_it, UnreadThreadRow.failures >= tries)
        return self._session.execute(given_up.returning(UnreadThreadRow.id)).one_or_none() is not None

    def take_turn(self, what: str, *, now: datetime, lasts: timedelta) -> bool:
        """Take the right to do something until then; False where somebody has it."""
        insert = _INSERT[self._session.get_bind().dialect.name](_TURNS).values(what=what, at=now + lasts)
        until = _TURNS.c.at
        statement = insert.on_conflict_do_update(
            index_elements=["what"],
            set_={"at": insert.excluded.at},
            where=(until <= now) | (until > now + 2 * lasts),  # far ahead: set in a rehearsal of days to come
        ).returning(_TURNS.c.what)
        return self._session.execute(statement).one_or_none() is not None

    def taken_up(self, channel: str, request_id: int) -> Sequence[TakenUp]:
        """Whose messages in that conversation were passed on for a request and are not deleted since."""
        entries = self._session.execute(
            select(
                RequestEntryRow.number,
                RequestEntryRow.event,
                RequestEntryRow.facts,
                RequestEntryRow.source,
                PersonRow.slack_id,
            )
            .join(PersonRow, PersonRow.id == RequestEntryRow.by_id)
            .where(RequestEntryRow.request_id == request_id, RequestEntryRow.source.is_not(None))
        ).all()
        gone = {row.facts.get("about") for row in entries if row.event is Event.REMOVE}
        place = f"{channel}:"
        return [
            TakenUp(ts=row.source.removeprefix(place), slack_id=row.slack_id)
            for row in entries
            if row.event is Event.REPLY
            and row.source.startswith(place)
            and row.number not in gone
            and row.slack_id
        ]


def _batches(keys: Iterable[str]) -> Iterator[Sequence[str]]:
    wanted = sorted(keys)
    return (wanted[start : start + BATCH] for start in range(0, len(wanted), BATCH))
