"""Under which keys what is stored is sealed, and sealing it anew under the newest."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    LargeBinary,
    String,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    func,
    inspect,
    literal,
    or_,
    select,
    tuple_,
    type_coerce,
    update,
)
from sqlalchemy import cast as cast_to
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.engine import keyring_of
from storage.keyring import PREFIX_LENGTH, SEALED, Keyring
from storage.models import Base
from storage.models.keys import SealingKeyRow
from storage.record.guards import guards
from storage.types import SealedBytes, SealedJson, is_sealed_type

IN_THE_CLEAR = ""
_NO_JSON = ("", "{}", "[]", "null")
"""What nothing is sealed of."""

_SEALED_OF: Mapping[Table, Sequence[ColumnElement[Any]]] = {
    table: found
    for table in Base.metadata.sorted_tables
    if (found := [column for column in table.c if is_sealed_type(column.type)])
}


def marks_in_use(connection: Connection) -> Sequence[str]:
    """Of the keys under which something is sealed here, the oldest first."""
    if not inspect(connection).has_table(SealingKeyRow.__tablename__):
        return []
    return connection.scalars(select(SealingKeyRow.mark).order_by(SealingKeyRow.since)).all()


def keys_missing(engine: Engine) -> Sequence[str]:
    """The marks of those under which something is sealed here, and which the engine was not given."""
    with engine.connect() as connection:
        marks = marks_in_use(connection)
    return missing_of(marks, keyring_of(engine))


def missing_of(marks: Sequence[str], keyring: Keyring | None) -> Sequence[str]:
    """Those of these keys that are not among the given ones."""
    return [mark for mark in marks if keyring is None or mark not in keyring.marks]


class Keys:
    """The keys in use, and the tables that hold something under them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def keyring(self) -> Keyring | None:
        """With which the database was opened."""
        return keyring_of(self._session.get_bind())

    def in_use(self) -> Sequence[str]:
        """The marks of the keys that have sealed something, the oldest first."""
        return self._session.scalars(select(SealingKeyRow.mark).order_by(SealingKeyRow.since)).all()

    def note_use(self, mark: str, *, at: datetime) -> None:
        """From now on this one seals. Twice is once."""
        add = postgresql.insert if self._session.get_bind().dialect.name == "postgresql" else sqlite.insert
        row = {"mark": mark, "since": at}
        self._session.execute(add(SealingKeyRow).values(row).on_conflict_do_nothing())

    def forget_but(self, marks: Collection[str]) -> None:
        """Nothing is sealed under any other."""
        self._session.execute(delete(SealingKeyRow).where(SealingKeyRow.mark.not_in(marks)))

    def counted(self) -> Mapping[str, int]:
        """How many values are sealed under which key, by its mark; and how many are in the clear."""
        found: Counter[str] = Counter()
        for columns in _SEALED_OF.values():
            for column in columns:
                begins = func.substr(_stored(column), 1, PREFIX_LENGTH)
                query = select(begins, func.count()).where(_says_something(column)).group_by(begins)
                for prefix, count in self._session.execute(query):
                    found[_mark_of(prefix)] += count
        return found

    def has_clear(self) -> bool:
        """Whether a value is in the clear."""
        return any(
            self._session.scalar(
                select(exists().where(_says_something(column), ~_begins_with(column, SEALED)))
            )
            for columns in _SEALED_OF.values()
            for column in columns
        )

    def tables(self) -> Sequence[str]:
        """Those that hold something that is sealed."""
        return [table.name for table in _SEALED_OF]

    def guarded(self) -> Collection[str]:
        """Those of them of which rows change only while the record is opened."""
        dialect = self._session.get_bind().dialect.name
        return {guard.table for guard in guards(dialect) if guard.event == "UPDATE"}

    def stale(
        self, table: str, mark: str, *, after: tuple[Any, ...] | None, most: int
    ) -> Sequence[tuple[Any, ...]]:
        """The keys of rows of which something is not sealed under this key, at most so many, in order."""
        of, columns = _of(table)
        primary = list(of.primary_key.columns)
        query = select(*primary).where(or_(*(_is_stale(column, mark) for column in columns)))
        if after is not None:
            values = [literal(value, column.type) for value, column in zip(after, primary, strict=True)]
            query = query.where(tuple_(*primary) > tuple_(*values))
        return [tuple(row) for row in self._session.execute(query.order_by(*primary).limit(most))]

    def seal_anew(self, table: str, rows: Collection[tuple[Any, ...]]) -> None:
        """Read these rows' sealed values under whichever key, and write them under the newest.

        On PostgreSQL nobody changes them meanwhile. Raises CannotOpen.
        """
        of, columns = _of(table)
        primary = list(of.primary_key.columns)
        query = select(*primary, *columns).where(
            or_(
                *(
                    and_(*(column == value for column, value in zip(primary, row, strict=True)))
                    for row in rows
                )
            )
        )
        found = self._session.execute(query.with_for_update(of=of)).all()
        names = [column.key for column in columns]
        changed = (
            update(of)
            .where(*(column == bindparam(f"is_{column.key}") for column in primary))
            .values({name: bindparam(f"now_{name}") for name in names})
        )
        if found:
            self._session.execute(
                changed,
                [
                    {
                        **{f"is_{column.key}": value for column, value in zip(primary, row, strict=False)},
                        **{
                            f"now_{name}": value
                            for name, value in zip(names, row[len(primary) :], strict=True)
                        },
                    }
                    for row in found
                ],
            )


def _of(name: str) -> tuple[Table, Sequence[ColumnElement[Any]]]:
    table = Base.metadata.tables[name]
    return table, _SEALED_OF[table]


def _stored(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """What is in the database itself, without the quotation mark before a JSON string."""
    if isinstance(column.type, SealedBytes):
        return type_coerce(column, LargeBinary)
    if isinstance(column.type, SealedJson):
        return func.ltrim(cast_to(type_coerce(column, String), String), '"')
    return type_coerce(column, String)


def _says_something(column: ColumnElement[Any]) -> ColumnElement[bool]:
    if isinstance(column.type, SealedBytes):
        return column.is_not(None) & (func.length(type_coerce(column, LargeBinary)) > 0)
    nothing = _NO_JSON if isinstance(column.type, SealedJson) else ("",)
    return column.is_not(None) & _stored(column).not_in(nothing)


def _begins_with(column: ColumnElement[Any], begins: str) -> ColumnElement[bool]:
    wanted = begins.encode() if isinstance(column.type, SealedBytes) else begins
    return func.substr(_stored(column), 1, len(begins)) == wanted


def _is_stale(column: ColumnElement[Any], mark: str) -> ColumnElement[bool]:
    return _says_something(column) & ~_begins_with(column, f"{SEALED}{mark}:")


def _mark_of(prefix: str | bytes) -> str:
    text = prefix.decode("latin-1") if isinstance(prefix, bytes) else prefix
    return text[len(SEALED) : -1] if text.startswith(SEALED) else IN_THE_CLEAR
