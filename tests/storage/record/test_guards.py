"""Rows of the record are only ever added, on either database: whoever changes one is refused, or seen."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, cast

import pytest
from sqlalchemy import Connection, Table, text
from sqlalchemy.exc import DatabaseError

from bot.domain.reviews.way import State
from storage.engine import WRITES
from storage.models import Base
from storage.models.base import HistoryColumns
from storage.record.guards import missing_guards
from storage.record.sources import SOURCES
from storage.unit import Store
from tests.builders.world import FRIDAY, World

OUTSIDE = {
    "request_entries": "of website requests, which are nobody's verdict",
    "handover_entries": "the same",
    "project_entries": "the same",
}
"""Histories that are not sealed."""

LATER: dict[str, set[str]] = {}
"""Columns that joined a source after its rows were sealed first."""


@pytest.fixture
def connection(world: World) -> Iterator[Connection]:
    world.review_at(State.CONFIRMED)
    writing = world.store.engine.execution_options(**{WRITES: True})
    with writing.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


def refused(connection: Connection, statement: str) -> bool:
    said = ""
    try:
        with connection.begin_nested():
            connection.execute(text(statement))
    except DatabaseError as error:
        said = str(error.orig)
    return "only ever added" in said


def test_whoever_changes_or_deletes_what_stands_is_refused(connection: Connection) -> None:
    for statement in (
        "UPDATE review_history SET note = 'Never said'",
        "DELETE FROM review_history",
        "UPDATE scores SET score = 500 WHERE id = 1",
        "DELETE FROM scores WHERE id = 1",
        "UPDATE fixed_rules SET reason = 'Another'",
        "UPDATE kpi_sheets SET because = 'Another'",
        "DELETE FROM kpi_sheets",
        "UPDATE kpi_items SET weight = 1",
        "DELETE FROM kpi_items",
        "DELETE FROM record_waiting",
        "UPDATE record_waiting SET row_id = 99",
    ):
        assert refused(connection, statement), statement


def test_what_is_no_history_goes_on_changing(connection: Connection) -> None:
    for statement in (
        "UPDATE kpi_sheets SET state = 'agreed', agreed_at = agreed_at",
        "UPDATE reviews SET version = version",
        "UPDATE review_history SET note = note",
    ):
        assert not refused(connection, statement), statement


def test_a_sheet_that_is_laid_ready_may_change_until_it_is_shown(connection: Connection) -> None:
    connection.execute(
        text(
            "INSERT INTO kpi_sheets (id, person_id, version, state, origin)"
            " VALUES (9001, 1, -9, 'agreed', 'file')"
        )
    )
    waits = text("SELECT count(*) FROM record_waiting WHERE source = 'sheet' AND row_id = 9001")

    assert not refused(connection, "UPDATE kpi_sheets SET because = 'Another' WHERE id = 9001")
    assert connection.scalar(waits) == 0
    assert not refused(connection, "UPDATE kpi_sheets SET version = 9 WHERE id = 9001")
    assert connection.scalar(waits) == 1
    assert refused(connection, "DELETE FROM kpi_sheets WHERE id = 9001")


def test_the_chain_itself_is_guarded_and_what_opens_it_stands_in_it(store: Store, world: World) -> None:
    world.review_at(State.SCORED)
    with store.begin() as unit:
        unit.record.seal(unit.record.head(), most=1000, at=FRIDAY)
    with store.begin() as unit:
        connection = unit.session.connection()
        for statement in (
            "UPDATE record SET digest = previous",
            "UPDATE record SET salts = '{}'",
            "DELETE FROM record WHERE number > 1",
        ):
            assert refused(connection, statement), statement
        with unit.record.opened(why="They asked for it.", by_id=None, at=FRIDAY):
            assert not refused(connection, "UPDATE review_history SET note = NULL")
            assert not refused(connection, "UPDATE record SET salts = '{}'")
            for statement in (
                "UPDATE record SET digest = previous",
                "DELETE FROM record WHERE number > 1",
                "UPDATE record_openings SET why = 'Nothing'",
                "DELETE FROM record_openings",
            ):
                assert refused(connection, statement), statement
        assert refused(connection, "UPDATE review_history SET note = 'x'")
        steps = connection.execute(text("SELECT step, why FROM record_openings ORDER BY id")).all()
        assert [tuple(each) for each in steps] == [
            ("opened", "They asked for it."),
            ("closed", "They asked for it."),
        ]
        waiting = connection.execute(text("SELECT source FROM record_waiting")).scalars().all()
        assert waiting == ["opening", "opening"]


def test_nobody_empties_a_table_at_once(store: Store) -> None:
    if store.engine.dialect.name == "sqlite":
        pytest.skip("SQLite knows no TRUNCATE: it deletes")
    with store.begin() as unit:
        connection = unit.session.connection()
        for table in ("scores", "record", "record_waiting"):
            assert refused(connection, f"TRUNCATE {table}")


def test_a_guard_that_is_gone_or_does_nothing_is_missed(store: Store) -> None:
    with store.engine.execution_options(**{WRITES: True}).connect() as connection:
        assert missing_guards(connection) == []
        is_sqlite = store.engine.dialect.name == "sqlite"
        gone = "record_guard_change_scores"
        with connection.begin_nested() as savepoint:
            connection.execute(text(f"DROP TRIGGER {gone}{'' if is_sqlite else ' ON scores'}"))
            assert [f"record_guard_{each.name}" for each in missing_guards(connection)] == [gone]
            if is_sqlite:
                idle = f"CREATE TRIGGER {gone} BEFORE UPDATE ON scores BEGIN SELECT 1; END"
            else:
                idle = (
                    "CREATE OR REPLACE FUNCTION record_guard_change_scores() RETURNS trigger LANGUAGE plpgsql"
                    " AS $$ BEGIN RETURN NEW; END $$; CREATE TRIGGER record_guard_change_scores BEFORE UPDATE"
                    " ON scores FOR EACH ROW EXECUTE FUNCTION record_guard_change_scores()"
                )
            connection.exec_driver_sql(idle)
            assert [f"record_guard_{each.name}" for each in missing_guards(connection)] == [gone]
            savepoint.rollback()
        connection.rollback()


def test_every_history_is_sealed_or_named_with_a_reason() -> None:
    sealed = {source.table.name for source in SOURCES.values()}
    histories = {
        cast(Any, each).__tablename__
        for each in HistoryColumns.__subclasses__()
        if hasattr(each, "__tablename__")
    }

    assert len(histories) > 8
    assert sorted(histories - sealed) == sorted(OUTSIDE)


def test_what_is_said_of_a_source_is_said_of_its_columns() -> None:
    for source in SOURCES.values():
        columns = {column.key for column in source.table.c}
        named = {*source.erasable, *source.mutable, *([source.laid_ready] if source.laid_ready else [])}
        assert named <= columns, source.name
        assert "id" in columns


def test_a_column_that_joins_a_sealed_table_changes_no_digest() -> None:
    """It is null in the rows that are there; what has a default of its own would be part of them."""
    for name, columns in LATER.items():
        table = cast(Table, Base.metadata.tables[SOURCES[name].table.name])
        for column in columns & set(SOURCES[name].fixed):
            assert table.c[column].nullable
            assert table.c[column].server_default is None


def test_of_two_that_open_the_record_at_once_one_waits(world: World) -> None:
    world.review_at(State.SELF_SCORED)

    def another(why: str) -> None:
        with world.store.begin() as unit, unit.record.opened(why=why, by_id=None, at=FRIDAY):
            unit.session.execute(text("UPDATE review_history SET note = 'another'"))

    with ThreadPoolExecutor(1) as beside:
        with world.store.begin() as unit, unit.record.opened(why="one", by_id=None, at=FRIDAY):
            second = beside.submit(another, "two")
            with suppress(TimeoutError):
                second.result(timeout=0.5)
            unit.session.execute(text("UPDATE review_history SET note = 'one'"))
        second.result(timeout=10)

    with world.store.read() as unit:
        assert set(unit.session.scalars(text("SELECT note FROM review_history"))) == {"another"}
