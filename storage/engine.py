"""Opening a database with the options that Steward relies on."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlalchemy.pool import QueuePool

from storage.keyring import Keyring
from storage.turnstile import left

WRITES = "steward_writes"
"""Execution option: this connection's transactions will write."""


DatabaseFailure = SQLAlchemyError
"""Whatever the database says no to, from an address that cannot be read to a disk that is full."""


WAITS_SECONDS = 2
"""For a connection, or for SQLite's one lock: whoever clicked is told within Slack's three seconds."""

READ_ONLY = "25006"
"""PostgreSQL's code for a server that only reads: a standby that has not taken over yet."""

_ON_POSTGRES = {
    "connect_timeout": WAITS_SECONDS,
    # A server that vanished without a word is noticed within seconds, not after the two hours of TCP.
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}


_REFUSED = ("authentication failed", "does not exist", "no pg_hba.conf entry", "no password supplied")
"""What a server says to a connection that it refuses for good; psycopg gives no code with it."""

_PASSING = ("08", "53", "57P")
"""Classes of PostgreSQL's errors: connection, resources (too many connections, disk full), shutting down."""


def is_away(failure: Exception) -> bool:
    """Whether the database does not answer at present, rather than says that something is wrong: a start
    waits for it.
    """
    if isinstance(failure, NoneFree):
        return True
    if not isinstance(failure, (OperationalError, InterfaceError)):
        return False
    if isinstance(failure.orig, sqlite3.Error):
        return "locked" in str(failure.orig) or "is full" in str(failure.orig)
    state = getattr(failure.orig, "sqlstate", None)
    if state is None:  # nobody answered; a server that refuses somebody says so in words
        return not any(word in str(failure.orig) for word in _REFUSED)
    return str(state).startswith(_PASSING)


def is_passing(failure: Exception) -> bool:
    """Whether it is the database that cannot for now (away, restarted, locked, full, out of connections),
    not what was asked of it: nothing was saved, and the same may be done again.

    The one exception is a connection that is lost over a COMMIT: that may be done. Whoever does it again is
    told so, as after a double click.
    """
    if isinstance(failure, OperationalError | InterfaceError | NoneFree):
        return True
    if not isinstance(failure, DBAPIError):
        return False
    return failure.connection_invalidated or getattr(failure.orig, "sqlstate", None) == READ_ONLY


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
    is_sqlite = url.startswith("sqlite")
    engine = create_engine(
        url,
        pool_size=10,
        max_overflow=30,
        pool_timeout=WAITS_SECONDS,
        pool_pre_ping=not is_sqlite,
        connect_args={}
        if is_sqlite
        else {name: how for name, how in _ON_POSTGRES.items() if name not in url},
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


def connections(engine: Engine) -> Mapping[str, int]:
    """How many of the pool's connections are in use, and how many are idle."""
    pool = engine.pool
    return {"in_use": pool.checkedout(), "idle": pool.checkedin()} if isinstance(pool, QueuePool) else {}


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin by itself: see _begin_sqlite
    cursor = connection.cursor()
    # FULL: what was answered is on the disk. It costs a submit a few hundredths; see docs/decisions/0067.
    for pragma in (
        f"busy_timeout={WAITS_SECONDS * 1000}",  # first: the next one may meet somebody's lock
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that will write takes SQLite's write lock at once: one that read first and asks
    # for the lock later is refused without waiting when somebody else wrote in between.
    if not connection.get_execution_options().get(WRITES, False):
        connection.exec_driver_sql("BEGIN")
        return
    patience = left()
    milliseconds = round(1000 * (WAITS_SECONDS if patience is None else patience))
    connection.connection.execute(f"PRAGMA busy_timeout={milliseconds}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
