"""What a database says when it cannot for now, told from what is wrong with what it was asked."""

import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import psycopg
import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from storage import engine as engines
from storage.engine import DatabaseFailure, is_away, is_passing, open_engine
from storage.turnstile import waiting
from storage.unit import Store
from tests.storage.test_unit import add, names

A_WHILE = 0.4
"""Seconds: short for a test, long beside what else takes time in it."""


@pytest.fixture
def impatient(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store that waits for nothing."""
    monkeypatch.setattr(engines, "WAITS_SECONDS", 0)
    engine = open_engine(database_url)
    yield Store(engine)
    engine.dispose()


def failure_of_adding(store: Store, name: str = "Not saved") -> Exception:
    """What comes of adding a branch. Nothing was added, and the next one is."""
    with pytest.raises(DatabaseFailure) as failed:
        add(store, name)
    return failed.value


def is_sqlite(store: Store) -> bool:
    return store.engine.dialect.name == "sqlite"


def test_what_is_wrong_with_a_statement_does_not_pass(impatient: Store) -> None:
    add(impatient, "Chengdu")

    assert not is_passing(failure_of_adding(impatient, "Chengdu"))


def test_no_connection_is_free(impatient: Store) -> None:
    with ExitStack() as taken:
        for _ in range(40):
            taken.enter_context(impatient.engine.connect())
        failure = failure_of_adding(impatient)

    assert is_passing(failure)
    add(impatient, "Saved")
    assert names(impatient) == ["Saved"]


def test_sqlites_lock_is_held_by_somebody_else(impatient: Store) -> None:
    if not is_sqlite(impatient):
        pytest.skip("PostgreSQL locks rows")
    elsewhere = sqlite3.connect(str(impatient.engine.url.database), isolation_level=None)
    elsewhere.execute("BEGIN IMMEDIATE")

    failure = failure_of_adding(impatient)

    elsewhere.execute("ROLLBACK")
    elsewhere.close()
    assert is_passing(failure)
    add(impatient, "Saved")
    assert names(impatient) == ["Saved"]


def test_of_many_who_wait_behind_one_another_nobody_waits_longer_than_one(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "WAITS_SECONDS", A_WHILE)
    store = Store(open_engine(database_url))
    if not is_sqlite(store):
        pytest.skip("PostgreSQL locks rows")
    elsewhere = sqlite3.connect(str(store.engine.url.database), isolation_level=None)
    elsewhere.execute("BEGIN IMMEDIATE")

    def press(_: int) -> float:
        began = time.monotonic()
        with waiting(A_WHILE):
            assert is_passing(failure_of_adding(store))
        return time.monotonic() - began

    with ThreadPoolExecutor(6) as people:
        waited = list(people.map(press, range(6)))

    elsewhere.execute("ROLLBACK")
    elsewhere.close()
    assert max(waited) < 2 * A_WHILE, waited
    add(store, "Saved")
    assert names(store) == ["Saved"]
    store.engine.dispose()


def _fill_up(engine: Engine) -> None:
    """Room for nothing more, as where a disk is full."""
    if engine.dialect.name == "sqlite":
        pages = "PRAGMA page_count"
        with engine.connect() as connection:
            size = connection.execute(text(pages)).scalar_one()
        event.listen(engine, "connect", lambda raw, _: raw.execute(f"PRAGMA max_page_count={size}").close())
        engine.dispose()
        return
    with engine.begin() as connection:
        connection.execute(
            text(
                "CREATE OR REPLACE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$"
            )
        )
        connection.execute(
            text("CREATE TRIGGER no_room BEFORE INSERT ON branches FOR EACH ROW EXECUTE FUNCTION no_room()")
        )


def test_the_disk_is_full(impatient: Store) -> None:
    _fill_up(impatient.engine)

    def fill_up() -> None:
        for number in range(400):
            add(impatient, f"{number:03d} " + "x" * 70)

    with pytest.raises(DatabaseFailure) as failed:
        fill_up()
    saved = names(impatient)

    if not is_sqlite(impatient):
        with impatient.engine.begin() as connection:
            connection.execute(text("DROP FUNCTION no_room CASCADE"))
    assert is_passing(failed.value)
    assert names(impatient) == saved


def test_the_server_ends_a_connection_over_a_transaction(impatient: Store) -> None:
    if is_sqlite(impatient):
        pytest.skip("SQLite has no server")

    def lose_it() -> None:
        with impatient.begin() as unit:
            own = unit.session.execute(text("SELECT pg_backend_pid()")).scalar_one()
            with impatient.engine.connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": own})
            unit.session.execute(text("INSERT INTO branches (name, country) VALUES ('Half', 'CN')"))

    with pytest.raises(DatabaseFailure) as failed:
        lose_it()

    assert is_passing(failed.value)
    add(impatient, "Saved")
    assert names(impatient) == ["Saved"]


def end_all_but_own(store: Store) -> int:
    """The server ends every other connection, as where it is restarted. Returns how many."""
    elsewhere = open_engine(store.engine.url.render_as_string(hide_password=False))
    with elsewhere.connect() as connection:
        ended = connection.execute(
            text(
                "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        ).scalar_one()
    elsewhere.dispose()
    return int(ended)


def test_nobody_notices_that_idle_connections_were_ended(impatient: Store) -> None:
    if is_sqlite(impatient):
        pytest.skip("SQLite has no server")
    with impatient.engine.connect(), impatient.engine.connect():
        pass

    assert end_all_but_own(impatient) == 2
    add(impatient, "Saved")
    assert end_all_but_own(impatient) == 1
    assert names(impatient) == ["Saved"]


def test_a_connection_that_was_idle_for_long_is_asked_first(
    impatient: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    if is_sqlite(impatient):
        pytest.skip("SQLite has no server")
    asked = []
    monkeypatch.setattr(impatient.engine.dialect, "do_ping", asked.append)

    add(impatient, "At once")
    assert names(impatient) == ["At once"]
    assert not asked

    monkeypatch.setattr(engines, "ASKED_AFTER_SECONDS", 0)
    assert names(impatient) == ["At once"]
    assert len(asked) == 1


def test_who_reads_on_a_server_holds_no_transaction_open(impatient: Store) -> None:
    if is_sqlite(impatient):
        pytest.skip("SQLite has no server")
    own, state = text("SELECT pg_backend_pid()"), text("SELECT state FROM pg_stat_activity WHERE pid = :pid")

    with impatient.read() as reading, impatient.begin() as writing:
        reads = reading.session.execute(own).scalar_one()
        assert writing.session.execute(state, {"pid": reads}).scalar_one() == "idle"


def test_a_standby_that_only_reads(impatient: Store) -> None:
    if is_sqlite(impatient):
        pytest.skip("SQLite has no server")
    only_reads = "SET default_transaction_read_only = on"
    event.listen(impatient.engine, "connect", lambda raw, _: raw.execute(only_reads) and raw.commit())
    impatient.engine.dispose()

    assert is_passing(failure_of_adding(impatient))


@pytest.mark.parametrize(
    "address", ["postgresql://nobody@127.0.0.1:9/nothing", "sqlite:////proc/nothing/steward.db"]
)
def test_a_database_that_is_not_there(address: str) -> None:
    engine = open_engine(address)

    with pytest.raises(DatabaseFailure) as failed, engine.connect():
        pass

    assert is_passing(failed.value)
    engine.dispose()


def test_what_was_answered_is_on_the_disk(store: Store, database_url: str) -> None:
    if not is_sqlite(store):
        pytest.skip("PostgreSQL's own setting decides")
    engine = open_engine(database_url)
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA synchronous")).scalar_one() == 2  # FULL
    engine.dispose()


HOST = "connection to server at 127.0.0.1, port 5432 failed: "


def failed(said: Exception) -> OperationalError:
    return OperationalError("select 1", {}, said)


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (failed(psycopg.OperationalError(f"{HOST}Connection refused")), True),
        (failed(psycopg.OperationalError("server closed the connection unexpectedly")), True),
        (failed(psycopg.errors.TooManyConnections()), True),
        (failed(psycopg.errors.CannotConnectNow()), True),
        (failed(psycopg.errors.AdminShutdown()), True),
        (failed(psycopg.errors.DiskFull()), True),
        (failed(psycopg.OperationalError(f'{HOST}FATAL:  password authentication failed for "a"')), False),
        (failed(psycopg.OperationalError(f'{HOST}FATAL:  database "steward" does not exist')), False),
        (failed(sqlite3.OperationalError("database is locked")), True),
        (failed(sqlite3.OperationalError("unable to open database file")), False),
        (ProgrammingError("select 1", {}, psycopg.errors.UndefinedTable()), False),
        (ValueError("no address"), False),
    ],
)
def test_what_is_waited_for(failure: Exception, expected: bool) -> None:
    assert is_away(failure) is expected


def test_a_port_where_nobody_answers_is_waited_for() -> None:
    with pytest.raises(OperationalError) as refused:
        open_engine("postgresql://steward@127.0.0.1:9/steward").connect()

    assert is_away(refused.value)
