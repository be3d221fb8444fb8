"""A copy of the whole database in one file, taken while it is being written to, and putting it back."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from psycopg import pq
from sqlalchemy import Connection, Engine, inspect, text, update
from sqlalchemy.orm import Session

from bot.domain.notices import Sending
from bot.domain.record.chain import Head
from storage.engine import WRITES, open_engine
from storage.keys import marks_in_use
from storage.migrations import revision_of
from storage.models.delivery import OutboxRow
from storage.record.record import Record


class CannotCopy(Exception):
    """What copies a database is not there, or did not do it; `said` is why, in one line."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


@dataclass(frozen=True, kw_only=True)
class Copied:
    """What a copy is of: at which revision, up to which head of the record, and the marks of the keys under
    which something in it is sealed.
    """

    revision: str | None
    head: Head
    marks: Sequence[str]


def copy_out(engine: Engine, into: Path) -> Copied:
    """Write what holds at one moment to `into`.

    Raises DatabaseFailure, CannotCopy, OSError.
    """
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection, _by_sqlite(into) as copy:
            source: Any = connection.connection.driver_connection
            connection.rollback()  # a transaction of its own would hold writers' log back
            source.backup(copy)  # in one step: with a log beside the file readers hold nobody up
        return _look_into(into)
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
        arguments = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
        run_program("pg_dump", [*arguments, f"--file={into}"], connection)
        return _copied(connection)


def is_empty(engine: Engine) -> bool:
    """Whether nothing was ever kept there."""
    return not inspect(engine).get_table_names()


def copy_in(engine: Engine, copy: Path) -> None:
    """Put a copy in place of whatever is there. What was to be sent is tried as if it may have been.

    A notice that was sent after the copy was taken is not known to have been: before it is posted it is
    looked for. Raises DatabaseFailure, CannotCopy.
    """
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection, _by_sqlite(copy) as source:
            target: Any = connection.connection.driver_connection
            connection.rollback()
            source.backup(target)
            target.execute("PRAGMA journal_mode=WAL")
    else:
        with engine.begin() as connection:
            _clear(connection)
        with engine.connect() as connection:
            arguments = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
            run_program("pg_restore", [*arguments, f"--dbname={engine.url.database}", str(copy)], connection)
    engine.dispose()
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        connection.execute(
            update(OutboxRow)
            .where(OutboxRow.status == Sending.PENDING)
            .values(attempted=True, leased_until=None)
        )


@contextmanager
def _by_sqlite(file: Path) -> Iterator[sqlite3.Connection]:
    """A file as the library itself opens it. Raises CannotCopy: a full disk, most of the time."""
    try:
        with closing(sqlite3.connect(file)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise CannotCopy(f"SQLite: {error}.") from None


def _copied(connection: Connection) -> Copied:
    return Copied(
        revision=revision_of(connection),
        head=Record(Session(connection)).head(),
        marks=tuple(marks_in_use(connection)),
    )


def _look_into(copy: Path) -> Copied:
    engine = open_engine(f"sqlite:///{copy}")
    try:
        with engine.connect() as connection:
            return _copied(connection)
    finally:
        engine.dispose()
        with closing(sqlite3.connect(copy)) as alone:
            alone.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it


def _clear(connection: Connection) -> None:
    """Every table and function of this schema; what was there is gone."""
    tables = [f'"{name}"' for name in inspect(connection).get_table_names()]
    if tables:
        connection.exec_driver_sql(f"DROP TABLE {', '.join(tables)} CASCADE")
    functions = connection.scalars(
        text(
            "SELECT p.oid::regprocedure::text FROM pg_proc p"
            " WHERE p.pronamespace = current_schema()::regnamespace AND p.proname LIKE 'record\\_guard\\_%'"
        )
    ).all()
    for name in functions:
        connection.exec_driver_sql(f"DROP FUNCTION {name} CASCADE")


def run_program(program: str, arguments: Sequence[str], connection: Connection) -> None:
    """Let one of PostgreSQL's programs find the database of this connection. Raises CannotCopy."""
    found = shutil.which(program)
    if found is None:
        raise CannotCopy(f"{program} is not there. Install PostgreSQL's client programs of its version.")
    ended = subprocess.run(
        [found, *arguments],
        env={**os.environ, **_way_in(connection)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if ended.returncode:
        lines = [line for line in ended.stderr.splitlines() if "error" in line] or ended.stderr.splitlines()
        raise CannotCopy((lines or [f"{program} ended with {ended.returncode}"])[0])


def _way_in(connection: Connection) -> Mapping[str, str]:
    """How libpq finds the same database: by its environment, since arguments are seen by everybody."""
    info: Any = connection.connection.driver_connection
    given = {**info.info.get_parameters(), "password": info.info.password}
    names = {each.keyword.decode(): (each.envvar or b"").decode() for each in pq.Conninfo.get_defaults()}
    return {names[name]: str(value) for name, value in given.items() if names.get(name) and value}
