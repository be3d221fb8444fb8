"""Opening a database with the options that Steward relies on."""

import sqlite3
import time
from collections.abc import Mapping
from selectors import EVENT_READ, DefaultSelector
from typing import Any

from sqlalchemy import Dialect, Engine, create_engine, event
from sqlalchemy.engine.characteristics import ConnectionCharacteristic
from sqlalchemy.exc import DBAPIError, InterfaceError, InvalidatePoolError, OperationalError, SQLAlchemyError
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

ASKED_AFTER_SECONDS = 5.0
"""A connection that was idle for longer is asked before it is used whether its server still answers."""

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
        connect_args={"factory": _Line}
        if is_sqlite
        else {name: how for name, how in _ON_POSTGRES.items() if name not in url},
        hide_parameters=True,  # an error must not carry what somebody wrote into a log
    )
    engine.dialect.steward_keyring = keyring  # type: ignore[attr-defined]  # read by storage.types
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        engine.dialect.connection_characteristics = {  # type: ignore[attr-defined]  # as a dialect may add some
            **engine.dialect.connection_characteristics,  # type: ignore[attr-defined]
            WRITES: _Writes(),
        }
        # Not an event of the engine: with one of those SQLAlchemy looks around four times a statement.
        engine.dialect.do_begin = _begin_sqlite  # type: ignore[method-assign, assignment]
    else:
        _look_before_use(engine)
    return engine


def reading(engine: Engine) -> Mapping[str, Any]:
    """Options for a connection that only reads. On PostgreSQL each statement sees what is committed by then
    anyway: nothing has to be begun and ended around it. On SQLite all of them see one moment.
    """
    return {} if engine.dialect.name == "sqlite" else {"isolation_level": "AUTOCOMMIT"}


def keyring_of(engine: Any) -> Keyring | None:
    """With which an engine, or a connection of it, was opened."""
    found: Keyring | None = engine.dialect.steward_keyring
    return found


def connections(engine: Engine) -> Mapping[str, int]:
    """How many of the pool's connections are in use, and how many are idle."""
    pool = engine.pool
    return {"in_use": pool.checkedout(), "idle": pool.checkedin()} if isinstance(pool, QueuePool) else {}


_USED_AT = "used_at"


def _look_before_use(engine: Engine) -> None:
    """An idle connection of the pool that its server ended is put away before anybody uses it.

    The pool would ask every time it hands one out. But who ends a connection says so: there is something to
    be read where nothing was asked, and that is seen without asking. A server that vanished without a word
    is found out by asking what was idle for long.
    """

    def used(_raw: Any, record: Any) -> None:
        record.info[_USED_AT] = time.monotonic()

    def look(raw: Any, record: Any, _proxy: Any) -> None:
        is_fresh = time.monotonic() - record.info[_USED_AT] < ASKED_AFTER_SECONDS
        if is_fresh and not _is_something_to_be_read(raw):
            return
        try:
            engine.dialect.do_ping(raw)
        except engine.dialect.loaded_dbapi.Error as gone:
            raise InvalidatePoolError from gone

    event.listen(engine, "connect", used)
    event.listen(engine, "checkin", used)
    event.listen(engine, "checkout", look)


def _is_something_to_be_read(raw: Any) -> bool:
    if raw.closed:
        return True
    with DefaultSelector() as selector:
        selector.register(raw.fileno(), EVENT_READ)
        return bool(selector.select(0))


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


class _Line(sqlite3.Connection):
    """To a file, with what its next transaction is for."""

    writes = False


class _Writes(ConnectionCharacteristic):
    """The option `WRITES`, on SQLite."""

    def set_characteristic(self, dialect: Dialect, dbapi_conn: Any, value: bool) -> None:  # noqa: ARG002
        dbapi_conn.writes = value

    def get_characteristic(self, dialect: Dialect, dbapi_conn: Any) -> bool:  # noqa: ARG002
        return bool(dbapi_conn.writes)

    def reset_characteristic(self, dialect: Dialect, dbapi_conn: Any) -> None:  # noqa: ARG002
        dbapi_conn.writes = False


def _begin_sqlite(connection: Any) -> None:
    # A transaction that will write takes SQLite's write lock at once: one that read first and asks
    # for the lock later is refused without waiting when somebody else wrote in between.
    if not connection.writes:
        connection.execute("BEGIN")
        return
    patience = left()
    milliseconds = round(1000 * (WAITS_SECONDS if patience is None else patience))
    connection.execute(f"PRAGMA busy_timeout={milliseconds}")
    connection.execute("BEGIN IMMEDIATE")
