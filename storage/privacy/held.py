"""Everything that is held of one person, read and erased by the table of holdings."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    String,
    cast,
    delete,
    false,
    func,
    insert,
    select,
    true,
    type_coerce,
    update,
)
from sqlalchemy.orm import Session

from bot.domain.intake.similar import Found
from bot.domain.privacy.held import Erased, HeldRows
from bot.domain.privacy.kinds import Erase, Kind
from bot.domain.privacy.looks import FileLook
from storage.models import Base
from storage.models.delivery import DraftRow, OutboxRow
from storage.models.people import BranchRow, DepartmentRow, PersonRow
from storage.models.privacy import FileLookRow
from storage.models.reviews import CycleRow
from storage.models.similar import SearchDocumentRow, SearchPostingRow
from storage.privacy.drafts_about import drafts_about
from storage.privacy.holdings import HOLDINGS, Holding, referred
from storage.record.record import Record
from storage.record.sources import SOURCES
from storage.types import SealedJson

SOURCE_OF = {source.table.name: source for source in SOURCES.values()}
Called = PersonRow | DepartmentRow | BranchRow | CycleRow
CALLED: Sequence[type[Called]] = (PersonRow, DepartmentRow, BranchRow, CycleRow)
MOST_IDS = 500
GONE = "erased.invalid"
"""Where addresses end that nobody has any more."""


class Held:
    """What is held of somebody. Whatever changes the record is for within `record.opened` alone."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, person_id: int) -> Iterator[HeldRows]:
        """Table by table, what they are shown of it; tables with nothing are left out."""
        for holding in HOLDINGS.values():
            table, whose = holding.table, holding.whose(person_id)
            shown = self._rows(holding, whose & holding.shown(person_id), list(table.c))
            without = [column for column in table.c if column.key not in holding.texts]
            named = self._rows(holding, holding.naming(person_id), without)
            withheld = self._count(holding, whose & ~holding.shown(person_id)) if holding.told else 0
            if shown or named or withheld:
                yield HeldRows(
                    table=holding.name,
                    kind=holding.kind,
                    rows=[*shown, *named],
                    withheld=withheld,
                    refers={c.key: key.column.table.name for c in table.c for key in c.foreign_keys},
                )

    def names(self, held: Sequence[HeldRows]) -> Mapping[str, Mapping[int, str]]:
        """By table and id, what the people, places and periods are called that these rows refer to."""
        meant: dict[str, set[int]] = {each.__tablename__: set() for each in CALLED}
        for each in held:
            for column, table in each.refers.items():
                if table in meant:
                    meant[table] |= {row[column] for row in each.rows if row.get(column) is not None}
        return {each.__tablename__: dict(self._called(each, meant[each.__tablename__])) for each in CALLED}

    def _called(self, of: type[Called], ids: Collection[int]) -> Iterator[tuple[int, str]]:
        wanted = sorted(ids)
        for start in range(0, len(wanted), MOST_IDS):
            some = wanted[start : start + MOST_IDS]
            for row in self._session.execute(select(of.id, of.name).where(of.id.in_(some))):
                yield row[0], row[1]

    def note_look(self, person_id: int, what: FileLook, *, by_id: int | None, at: datetime) -> None:
        """Put on record that all of it was taken out, or erased."""
        self._session.add(FileLookRow(person_id=person_id, what=what, by_id=by_id, at=at))
        self._session.flush()

    def note_looks(
        self, person_ids: Collection[int], what: FileLook, *, by_id: int | None, at: datetime
    ) -> None:
        """The same of many, in one statement."""
        rows = [
            {"person_id": each, "what": what, "by_id": by_id, "at": at} for each in sorted(set(person_ids))
        ]
        if rows:
            self._session.execute(insert(FileLookRow), rows)

    def kept(self, person_id: int, reviews: Collection[int]) -> Mapping[str, int]:
        """By table, how many rows erasing leaves whole because these results are kept."""
        counts = {
            holding.name: self._count(holding, holding.erasable(person_id) & _is_kept(holding, reviews))
            for holding in HOLDINGS.values()
            if holding.result and holding.erase is Erase.TEXTS
        }
        return {name: count for name, count in counts.items() if count}

    def to_erase(self, person_id: int, kept: Collection[int]) -> Sequence[Erased]:
        """What `erase` would do."""
        found = []
        for holding in HOLDINGS.values():
            if holding.erase is not Erase.STAYS:
                rows = self._count(holding, _goes(holding, person_id, kept))
                found.append(Erased(table=holding.name, kind=holding.kind, how=holding.erase, rows=rows))
        sent = self._session.scalar(select(func.count()).select_from(OutboxRow).where(_to(person_id))) or 0
        found.append(Erased(table=OutboxRow.__tablename__, kind=Kind.REMINDERS, how=Erase.ROW, rows=sent))
        return [each for each in found if each.rows]

    def erase(self, person_id: int, kept: Collection[int], record: Record) -> None:
        """Take away rows and texts, those about kept results aside, and the person's name and addresses."""
        self._forget_searched(person_id)
        self._session.execute(delete(OutboxRow).where(_to(person_id)))
        order = [
            HOLDINGS[table.name] for table in reversed(Base.metadata.sorted_tables) if table.name in HOLDINGS
        ]
        for holding in order:
            if holding.erase is Erase.ROW:
                self._session.execute(delete(holding.table).where(_goes(holding, person_id, kept)))
        for holding in order:
            if holding.erase is Erase.TEXTS and holding.name != "people":
                self.blank(holding, _goes(holding, person_id, kept), record)
        self._rename(person_id, keeps_number=bool(kept))
        self._session.expire_all()

    def blank(self, holding: Holding, which: ColumnElement[bool], record: Record) -> int:
        """Take the words out of these rows; in the record, those that may be erased. How many there were."""
        table, source = holding.table, SOURCE_OF.get(holding.name)
        names = [name for name in holding.texts if source is None or name in source.erasable]
        if not names:
            return 0
        key = next(iter(table.primary_key.columns))
        rows = self._session.execute(select(key, *(table.c[name] for name in names)).where(which)).all()
        done = 0
        for row_id, *values in rows:
            said = {name: value for name, value in zip(names, values, strict=True) if value}
            if not said:
                continue
            empty = {name: _empty(table.c[name], value) for name, value in said.items()}
            self._session.execute(update(table).where(key == row_id).values(**empty))
            if source is not None:
                record.forget_salts(source.name, row_id, list(said))
            done += 1
        return done

    def says(self, column: Column[Any]) -> ColumnElement[bool]:
        """Whether a column has words in it, as far as the database can tell of JSON."""
        if isinstance(column.type, JSON | SealedJson):
            return cast(type_coerce(column, String), String).not_in(("{}", "[]", "null"))
        return column.is_not(None) & (column != "")

    def _rename(self, person_id: int, *, keeps_number: bool) -> None:
        """Nobody in particular from now on. The company's own number stays while a result is kept: else it
        would be nobody's.
        """
        table = HOLDINGS["people"].table
        empty: dict[str, Any] = {
            "email": f"{person_id}@{GONE}",
            "name": f"#{person_id}",
            "slack_id": None,
            "phone": None,
            "dm_channel": None,
            "locale": None,
            "timezone": None,
        }
        if not keeps_number:
            empty["number"] = None
        self._session.execute(update(table).where(table.c.id == person_id).values(**empty))

    def _forget_searched(self, person_id: int) -> None:
        requests = HOLDINGS["requests"]
        mine = select(requests.table.c.id).where(requests.whose(person_id))
        for row in (SearchPostingRow, SearchDocumentRow):
            self._session.execute(
                delete(row)
                .where(row.kind == Found.REQUEST, row.document_id.in_(mine))
                .execution_options(synchronize_session=False)
            )

    def _rows(
        self, holding: Holding, which: ColumnElement[bool], columns: Sequence[Column[Any]]
    ) -> list[Mapping[str, Any]]:
        query = select(*columns).where(which).order_by(*holding.table.primary_key.columns)
        return [dict(row._mapping) for row in self._session.execute(query)]

    def _count(self, holding: Holding, which: ColumnElement[bool]) -> int:
        return self._session.scalar(select(func.count()).select_from(holding.table).where(which)) or 0


def _to(person_id: int) -> ColumnElement[bool]:
    return OutboxRow.lane == f"person:{person_id}"


def _goes(holding: Holding, person_id: int, kept: Collection[int]) -> ColumnElement[bool]:
    goes = holding.erasable(person_id) & ~_is_kept(holding, kept)
    if holding.name == DraftRow.__tablename__:
        return goes | drafts_about(holding.table, person_id)
    return goes


def _is_kept(holding: Holding, reviews: Collection[int]) -> ColumnElement[bool]:
    """Rows of these results; all of somebody's goals where there is one."""
    if not holding.result or not reviews:
        return false()
    if holding.name == "reviews":
        return holding.table.c.id.in_(reviews)
    if "review_id" in holding.table.c:
        return holding.table.c.review_id.in_(reviews)
    if holding.kind is Kind.REVIEWS and holding.of is not None and holding.parent is not None:
        key = referred(holding.table.c[holding.of])
        return holding.table.c[holding.of].in_(select(key).where(_is_kept(holding.parent, reviews)))
    return true()


def _empty(column: Column[Any], value: Any) -> Any:
    return None if column.nullable else type(value)()
