"""How much a use case asks of the database: statements, rows handed over, and rows looked at inside."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, event

from storage.engine import open_engine
from storage.unit import Store


@dataclass
class Cost:
    """What was counted. `steps` are those of SQLite's own machine: a scan has some for each row."""

    statements: int = 0
    rows: int = 0
    steps: int = 0


@contextmanager
def counting_store(url: str) -> Iterator[tuple[Store, Cost]]:
    """A store over SQLite and what was asked of it so far."""
    cost = Cost()

    class Cursor(sqlite3.Cursor):
        def execute(self, *arguments: Any) -> "Cursor":
            cost.statements += 1
            super().execute(*arguments)
            return self

        def fetchone(self) -> Any:
            row = super().fetchone()
            cost.rows += row is not None
            return row

        def fetchmany(self, size: int | None = 1) -> list[Any]:
            rows = super().fetchmany(size)
            cost.rows += len(rows)
            return rows

        def fetchall(self) -> list[Any]:
            rows = super().fetchall()
            cost.rows += len(rows)
            return rows

    class Connection(sqlite3.Connection):
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

    def step() -> int:
        cost.steps += 1
        return 0

    engine = open_engine(url)

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: Any, _record: Any, _arguments: Any, parameters: dict[str, Any]) -> None:
        parameters["factory"] = Connection

    @event.listens_for(engine, "connect")
    def count_steps(connection: Any, _record: Any) -> None:
        connection.set_progress_handler(step, 1)

    yield Store(engine), cost
    engine.dispose()


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """What is sent to a database meanwhile, of whichever kind it is."""
    sent: list[str] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", listen)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", listen)
