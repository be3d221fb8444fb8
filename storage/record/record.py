"""The chain in the database: what waits, its links, its head, and what is done to rows that it guards."""

import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from sqlalchemy import Table, and_, bindparam, delete, exists, func, insert, select, text
from sqlalchemy.orm import Session

from bot.domain.record.chain import NOTHING_SEALED, Content, Head, Link, Sealed, following, seal_content
from bot.domain.record.head import HeadPlace
from bot.domain.record.openings import Opening
from storage.models.privacy import RetentionRunRow
from storage.models.record import HeadToldRow, LinkRow, OpeningRow, WaitingRow
from storage.record.guards import missing_guards
from storage.record.sources import SOURCES

_SEALING = 0x57455244
"""PostgreSQL's advisory lock: one seals at a time. SQLite has one writer anyway."""

_LINKS, _WAITING = cast(Table, LinkRow.__table__), cast(Table, WaitingRow.__table__)
_NEXT = (
    select(_WAITING.c.id, _WAITING.c.source, _WAITING.c.row_id)
    .order_by(_WAITING.c.id)
    .limit(bindparam("most"))
)
_HEAD = select(_LINKS.c.number, _LINKS.c.hash).order_by(_LINKS.c.number.desc()).limit(1)
_SEALED = delete(_WAITING).where(_WAITING.c.id == bindparam("waited"))
_SOME = (
    select(_LINKS)
    .where(_LINKS.c.number > bindparam("after"))
    .order_by(_LINKS.c.number)
    .limit(bindparam("most"))
)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One link with what proves its row."""

    link: Link
    sealed: Sealed


class Record:
    """The chain and its ends."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def seal_alone(self, *, wait: bool) -> bool:
        """Be the only one who seals until the transaction ends; False where somebody else is at it, and there
        is no time to `wait`.
        """
        if self._session.get_bind().dialect.name != "postgresql":
            return True
        if wait:
            self._session.execute(select(func.pg_advisory_xact_lock(_SEALING)))
            return True
        return bool(self._session.scalar(select(func.pg_try_advisory_xact_lock(_SEALING))))

    def head(self) -> Head:
        """The last link; number 0 where there is none."""
        row = self._session.execute(_HEAD).first()
        return NOTHING_SEALED if row is None else Head(number=row.number, hash=row.hash)

    def waiting(self) -> int:
        """How many rows are not sealed yet."""
        return self._session.scalar(select(func.count()).select_from(_WAITING)) or 0

    def seal(self, head: Head, *, most: int, at: datetime) -> Head:
        """Link what waits, at most so many rows, in the order in which they were written; the new head, or
        the same where nothing waited. Only for whoever seals alone.
        """
        self._session.flush()
        rows = self._session.execute(_NEXT, {"most": most}).all()
        if not rows:
            return head
        contents = self._contents([(row.source, row.row_id) for row in rows])
        links = []
        for row in rows:
            content = contents.get((row.source, row.row_id), Content(plain={}, erasable={}))
            sealed = seal_content(content, _new_salt)
            link = following(head, source=row.source, row_id=row.row_id, digest=sealed.digest, sealed_at=at)
            links.append({**vars(link), "digests": dict(sealed.digests), "salts": dict(sealed.salts)})
            head = link.head
        self._session.execute(insert(_LINKS), links)
        self._session.execute(_SEALED, [{"waited": row.id} for row in rows])
        return head

    def links(self, *, after: int, most: int) -> Sequence[Kept]:
        """Some of the chain, by number."""
        return [
            Kept(
                link=Link(
                    number=row.number,
                    source=row.source,
                    row_id=row.row_id,
                    digest=row.digest,
                    sealed_at=row.sealed_at,
                    previous=row.previous,
                    hash=row.hash,
                ),
                sealed=Sealed(digest=row.digest, digests=row.digests, salts=row.salts),
            )
            for row in self._session.execute(_SOME, {"after": after, "most": most})
        ]

    def contents(self, links: Collection[Link]) -> Mapping[tuple[str, int], Content]:
        """What the rows say now that these stand for; whichever is gone is left out."""
        return self._contents([(link.source, link.row_id) for link in links])

    def in_neither(self) -> tuple[str, int] | None:
        """A row that is neither in the chain nor waits for it: its source and id."""
        for source in SOURCES.values():
            ids = source.table.c.id
            stands = source.table.c[source.laid_ready] > 0 if source.laid_ready else ids == ids
            found = self._session.scalar(
                select(ids)
                .where(
                    stands,
                    *(
                        ~exists().where(and_(each.c.source == source.name, each.c.row_id == ids))
                        for each in (_LINKS, _WAITING)
                    ),
                )
                .order_by(ids)
                .limit(1)
            )
            if found is not None:
                return source.name, found
        return None

    def unguarded(self) -> str | None:
        """A table whose rows can be changed at present, or "" for all of them; None: none."""
        last = self._session.scalar(
            select(OpeningRow.step)
            .where(OpeningRow.step != Opening.MIGRATED)
            .order_by(OpeningRow.id.desc())
            .limit(1)
        )
        if last is Opening.OPENED:
            return ""
        return next((guard.table for guard in missing_guards(self._session.connection())), None)

    @contextmanager
    def opened(self, *, why: str, by_id: int | None, at: datetime) -> Iterator[None]:
        """Inside it, rows of the record may be changed: to erase what a person wants erased, to keep it under
        another key. Both ends stand in the record; on an error the transaction has to be rolled back.
        """
        self.seal_alone(wait=True)  # whoever closes it closes it for all
        self._step(Opening.OPENED, why=why, by_id=by_id, at=at)
        yield
        self._session.flush()
        self._step(Opening.CLOSED, why=why, by_id=by_id, at=at)

    def forget_salts(self, source: str, row_id: int, names: Collection[str]) -> None:
        """What these fields said cannot be proven any more, nor tried out. Only while the record is opened.

        What is not sealed yet has no salt: whoever erases seals first.
        """
        of_it = (_LINKS.c.source == source, _LINKS.c.row_id == row_id)
        salts = self._session.scalar(select(_LINKS.c.salts).where(*of_it)) or {}
        left = {name: salt for name, salt in salts.items() if name not in names}
        self._session.execute(_LINKS.update().where(*of_it).values(salts=left))

    def forget_all_salts(self, source: str, row_id: int) -> None:
        """The same of all fields: the row itself is gone. Only while the record is opened."""
        of_it = (_LINKS.c.source == source, _LINKS.c.row_id == row_id)
        self._session.execute(_LINKS.update().where(*of_it).values(salts={}))

    def went(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        """By source, first and last id of rows that went because they were old: docs/decisions/0062."""
        row = RetentionRunRow
        found: dict[str, list[tuple[int, int]]] = {}
        query = select(row.source, row.first_id, row.last_id).order_by(row.source, row.first_id)
        for source, first, last in self._session.execute(query):
            if source is not None and first is not None and last is not None:
                found.setdefault(source, []).append((first, last))
        return found

    def told(self, day: date) -> Collection[HeadPlace]:
        """Where the head of a day was written to already."""
        return set(self._session.scalars(select(HeadToldRow.place).where(HeadToldRow.day == day)))

    def note_told(self, head: Head, *, place: HeadPlace, day: date, at: datetime) -> None:
        """It was written there. Twice is once."""
        self._session.merge(HeadToldRow(day=day, place=place, number=head.number, hash=head.hash, told_at=at))
        self._session.flush()

    def as_one_moment(self) -> None:
        """All that is read from here on is of one moment; before anything is read."""
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))

    def _contents(self, rows: Collection[tuple[str, int]]) -> Mapping[tuple[str, int], Content]:
        by_source: dict[str, list[int]] = {}
        for source, row_id in rows:
            by_source.setdefault(source, []).append(row_id)
        return {
            (name, row_id): content
            for name, row_ids in by_source.items()
            if name in SOURCES
            for row_id, content in SOURCES[name].contents(self._session, row_ids).items()
        }

    def _step(self, step: Opening, *, why: str, by_id: int | None, at: datetime) -> None:
        self._session.add(OpeningRow(step=step, why=why, by_id=by_id, at=at))
        self._session.flush()


def _new_salt() -> str:
    return secrets.token_hex(16)
