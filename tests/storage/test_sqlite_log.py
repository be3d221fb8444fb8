"""SQLite's log: readers who never pause keep it from beginning anew, and it is cut all the same."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.engine import open_engine
from storage.sqlite_log import cut_log
from storage.unit import Store
from tests.storage.test_unit import add, names

SHORT = 64 * 1024
"""Bytes, in these tests."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    engine = open_engine(f"sqlite:///{tmp_path / 'steward.db'}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE branches (id INTEGER PRIMARY KEY, name, country, timezone)"))
    yield Store(engine)
    engine.dispose()


def length(store: Store) -> int:
    return Path(f"{store.engine.url.database}-wal").stat().st_size


def reader(store: Store) -> ExitStack:
    """Somebody who has begun to read and goes on."""
    reading = ExitStack()
    connection = reading.enter_context(store.engine.connect())
    connection.execute(text("SELECT count(*) FROM branches"))
    return reading


def write_under_readers(store: Store) -> ExitStack:
    """At every moment somebody reads; returns who still does."""
    reading = reader(store)
    for number in range(30):
        add(store, f"{number}: {'x' * 4000}")
        following = reader(store)
        reading.close()
        reading = following
    return reading


def test_a_log_that_readers_kept_from_ending_is_cut_as_soon_as_the_last_of_them_lets_go(store: Store) -> None:
    reading = write_under_readers(store)
    grown = length(store)
    assert grown > SHORT

    assert cut_log(store.engine, longest=SHORT) == grown, "while somebody reads it stays, and nobody is hurt"
    add(store, "Beside a reader")
    reading.close()
    assert cut_log(store.engine, longest=SHORT) == 0

    assert length(store) == 0
    assert len(names(store)) == 31
    with store.engine.connect() as connection:
        assert connection.scalar(text("PRAGMA busy_timeout")) == 2000, "as every other connection of the pool"


def test_a_log_that_is_short_is_left_alone(store: Store) -> None:
    add(store, "Chengdu")
    before = length(store)

    assert cut_log(store.engine) == before

    assert length(store) == before > 0


def test_beside_somebody_who_writes_it_is_left_for_the_next_time(store: Store) -> None:
    write_under_readers(store).close()
    with store.begin() as unit:
        unit.session.execute(text("UPDATE branches SET country = 'CN'"))
        assert cut_log(store.engine, longest=SHORT) > 0

    assert cut_log(store.engine, longest=SHORT) == 0


def test_where_there_is_no_log_nothing_is_cut(database_url: str, tmp_path: Path) -> None:
    """PostgreSQL, and a file that nobody has written to yet."""
    for url in (database_url, f"sqlite:///{tmp_path / 'none.db'}"):
        engine = open_engine(url)
        assert cut_log(engine, longest=0) == 0
        engine.dispose()
