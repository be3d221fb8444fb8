"""Opening a database with the options that Steward relies on."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

WRITES = "steward_writes"
"""Execution option: this connection's transactions will write."""


DatabaseFailure = SQLAlchemyError
"""Whatever the database says no to, from an address that cannot be read to a disk that is full."""


def why(failure: Exception) -> str:
    """What the database said, in one line; without values."""
    return (str(getattr(failure, "orig", None) or failure) or type(failure).__name__).splitlines()[0]


def open_engine(url: str) -> Engine:
    """An engine for SQLite (a file, WAL, foreign keys on) or PostgreSQL (psycopg 3).

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
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def connections(engine: Engine) -> Mapping[str, int]:
    """How many of the pool's connections are in use, and how many are idle."""
    pool = engine.pool
    return {"in_use": pool.checkedout(), "idle": pool.checkedin()} if isinstance(pool, QueuePool) else {}


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
