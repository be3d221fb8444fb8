"""Opening a database with the options that Steward relies on."""

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

WRITES = "steward_writes"
"""Execution option: this connection's transactions will write."""


DatabaseFailure = SQLAlchemyError
"""Whatever the database says no to, from an address that cannot be read to a disk that is full."""


def why(failure: Exception) -> str:
    """What the database said, in one line; without values."""
    return (str(getattr(failure, "orig", None) or failure) or type(failure).__name__).splitlines()[0]


_PATIENCE = {"connect_timeout": 10}
"""Seconds for a host that does not even say no: psycopg's own two minutes are longer than anybody waits."""

_REFUSED = ("authentication failed", "does not exist", "no pg_hba.conf entry", "no password supplied")
"""What a server says to a connection that it refuses for good; psycopg gives no code with it."""

_PASSING = ("08", "53", "57P")
"""Classes of PostgreSQL's errors: connection, resources (too many connections, disk full), shutting down."""


def is_away(failure: Exception) -> bool:
    """Whether the database does not answer at present, rather than says that something is wrong."""
    if isinstance(failure, PoolTimeout):
        return True
    if not isinstance(failure, (OperationalError, InterfaceError)):
        return False
    if isinstance(failure.orig, sqlite3.Error):
        return "locked" in str(failure.orig) or "is full" in str(failure.orig)
    state = getattr(failure.orig, "sqlstate", None)
    if state is None:  # nobody answered; a server that refuses somebody says so in words
        return not any(word in str(failure.orig) for word in _REFUSED)
    return str(state).startswith(_PASSING)


def open_engine(url: str) -> Engine:
    """An engine for SQLite (a file, WAL, foreign keys on) or PostgreSQL (psycopg 3).

    Raises DatabaseFailure for an address it cannot read.
    """
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    waits = {} if url.startswith("sqlite") or "connect_timeout=" in url else _PATIENCE
    engine = create_engine(
        url,
        connect_args=waits,
        pool_size=10,
        max_overflow=30,
        pool_pre_ping=not url.startswith("sqlite"),
        hide_parameters=True,  # an error must not carry what somebody wrote into a log
    )
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin by itself: see _begin_sqlite
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that will write takes SQLite's write lock at once: one that read first and asks
    # for the lock later is refused without waiting when somebody else wrote in between.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
