"""Two versions on one database: what the newer has added to it is not in the older one's way.

Migrations since 0060 only add, as far as the version before is concerned; one that takes something away is
named, with the first version that does without.
"""

import ast
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import inspect, text

from bot.domain.reviews.way import State
from bot.services.record.seal import seal_what_waits
from bot.services.record.verify import verify_record
from storage import migrations
from storage.engine import open_engine
from storage.migrations import parts_of
from storage.unit import Store
from tests.builders.postgres import Postgres
from tests.builders.world import World

CONTRACTS: dict[str, str] = {"0061": "0.10.0"}
"""Revision: the version since which nobody reads or writes what it takes away; WORKS_FROM is no older."""

TAKES_AWAY = {"drop_table", "drop_column", "drop_constraint", "rename_table", "alter_column"}
WORDS = ("DROP ", "RENAME ", "ALTER ", "DELETE ")
FIRST = "0060"


@pytest.fixture
def expanded(store: Store, world: World) -> Iterator[None]:
    """Every table has a column of the next version, and there is a table of its own."""
    with store.engine.begin() as connection:
        tables = inspect(connection).get_table_names()
        for table in tables:
            connection.execute(text(f"ALTER TABLE {table} ADD COLUMN of_the_next VARCHAR(20) DEFAULT 'x'"))
        connection.execute(text("CREATE TABLE the_next (id INTEGER PRIMARY KEY)"))
    yield
    if store.engine.dialect.name == "postgresql":  # the other engine's database is this test's own
        with store.engine.begin() as connection:
            for table in tables:
                connection.execute(text(f"ALTER TABLE {table} DROP COLUMN of_the_next"))
            connection.execute(text("DROP TABLE the_next"))


@pytest.mark.usefixtures("expanded")
def test_this_version_works_where_the_next_one_has_added_to_every_table(store: Store, world: World) -> None:
    world.review_at(State.RELEASED)
    seal_what_waits(world.acting())

    assert verify_record(world.acting()).broken is None
    with store.read() as unit:
        assert unit.outbox.waiting(until=world.acting().now)


@pytest.mark.soak
def test_of_two_that_start_at_once_one_migrates(postgres: Postgres) -> None:
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE begun_twice")
    first = open_engine(postgres.url)
    engines = [open_engine(first.url.set(database="begun_twice").render_as_string(False)) for _ in range(2)]
    with ThreadPoolExecutor(2) as both:
        assert list(both.map(migrations.upgrade, engines)) == [None, None]
    assert "works_from" in inspect(engines[0]).get_table_names()
    for engine in (first, *engines):
        engine.dispose()


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ('op.drop_table("cards")', ["drop_table"]),
        ('op.add_column("cards", sa.Column("a", sa.Text(), nullable=False))', ["add_column"]),
        ('op.add_column("cards", sa.Column("a", sa.Text(), nullable=False, server_default=""))', []),
        ('op.add_column("cards", sa.Column("a", sa.Text(), nullable=True))', []),
        ('batch.alter_column("a", nullable=False)', ["alter_column"]),
        ('op.execute("ALTER TABLE cards RENAME TO sheets")', ["execute"]),
        ('op.create_table("sheets", sa.Column("a", sa.Text(), nullable=False))', []),
    ],
)
def test_what_takes_something_away_is_seen(written: str, wrong: list[str]) -> None:
    assert list(taken_away(ast.parse(written))) == wrong


def test_migrations_only_add_but_for_those_that_are_named() -> None:
    folder = Path(migrations.__file__).parent / "versions"
    found = {
        path.name[:4]: list(taken_away(ast.parse(path.read_text(encoding="utf-8"))))
        for path in folder.glob("*.py")
        if path.name[:4] >= FIRST
    }

    assert found
    assert {revision: what for revision, what in found.items() if what and revision not in CONTRACTS} == {}
    oldest = parts_of(migrations.WORKS_FROM)
    assert all(parts_of(since) <= oldest for since in CONTRACTS.values())


def taken_away(tree: ast.Module) -> Iterator[str]:
    """The operations of a migration that an older version would stumble over."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        name = node.func.attr
        if (
            name in TAKES_AWAY
            or (name == "add_column" and _demands_a_value(node))
            or (name == "execute" and any(word in ast.unparse(node).upper() for word in WORDS))
        ):
            yield name


def _demands_a_value(call: ast.Call) -> bool:
    columns = [each for each in ast.walk(call) if isinstance(each, ast.Call) and each is not call]
    for column in columns:
        given = {each.arg: each.value for each in column.keywords}
        nullable = given.get("nullable")
        if isinstance(nullable, ast.Constant) and nullable.value is False:
            return "server_default" not in given
    return False
