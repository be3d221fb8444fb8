"""What is written into a fresh database again and again, written once."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from sqlalchemy import Connection

from storage.models import Base
from storage.unit import Store

T = TypeVar("T")

Rows = dict[str, list[tuple[Any, ...]]]

_kept: dict[Any, tuple[Any, Rows]] = {}


def kept(store: Store, write: Callable[[Store], T]) -> T:
    """What `write` gives, with all that it writes; the result has to be a value.

    The rows that it left in tables which were empty are remembered, and put as they are wherever those tables
    are empty. Where something stands in them it writes anew; in PostgreSQL, which counts its ids by itself,
    always.
    """
    if store.engine.dialect.name != "sqlite":
        return write(store)
    key = (write, store.policy)
    if key not in _kept:
        before = _rows(store)
        result = write(store)
        after = _rows(store)
        if all(after[table] == rows for table, rows in before.items()):
            _kept[key] = result, {table: rows for table, rows in after.items() if table not in before}
        return result
    known: T = _kept[key][0]
    rows_by_table = _kept[key][1]
    with store.begin() as unit:
        connection = unit.session.connection()
        if _are_empty(connection, rows_by_table):
            for table, rows in rows_by_table.items():
                places = ", ".join("?" * len(rows[0]))
                connection.exec_driver_sql(f'INSERT INTO "{table}" VALUES ({places})', rows)
            return known
    return write(store)


def _are_empty(connection: Connection, tables: Iterable[str]) -> bool:
    each = " UNION ALL ".join(f'SELECT EXISTS(SELECT 1 FROM "{table}") AS it_has' for table in tables)
    return not connection.exec_driver_sql(f"SELECT max(it_has) FROM ({each})").scalar_one()


def _rows(store: Store) -> Rows:
    """Of every table that has some; a table after those to which it points."""
    with store.engine.connect() as connection:
        found = {
            table.name: connection.exec_driver_sql(f'SELECT * FROM "{table.name}" ORDER BY rowid').all()
            for table in Base.metadata.sorted_tables
        }
    return {name: [tuple(row) for row in rows] for name, rows in found.items() if rows}
