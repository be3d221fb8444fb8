"""Opening a database with the options that Steward relies on."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from storage.keyring import Keyring

WRITES = "steward_writes"
"""Execution option: this connection's transactions will write."""


DatabaseFailure = SQLAlchemyError
"""Whatever the database says no to, from an address that cannot be read to a disk that is full."""


def why(failure: Exception) -> str:
    """What the database said, in one line; without values."""
    return (str(getattr(failure, "orig", None) or failure) or type(failure).__name__).splitlines()[0]


def open_engine(url: str, *, keyring: Keyring | None = None) -> Engine:
    """An engine for SQLite (a file, WAL, foreign keys on) or PostgreSQL (psycopg 3). `keyring`: under which
    the columns that hold what people wrote are sealed; without one they are written in the clear.

    Raises DatabaseFailure for an address it cannot read.
    """
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(
        url,
        pool_size=10,
        max_overflow=30,
        pool_pre_ping=not url.startswith("sqlite"),
        hide_parameters=True,  # an error must not carry what somebody wrote into a log
    )
    engine.dialect.steward_keyring = keyring  # type: ignore[attr-defined]  # read by storage.types
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def keyring_of(engine: Any) -> Keyring | None:
    """With which an engine, or a connection of it, was opened."""
    found: Keyring | None = engine.dialect.steward_keyring
    return found


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
