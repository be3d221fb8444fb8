"""The migrations lead to exactly what the models say."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from storage.engine import open_engine
from storage.migrations import upgrade
from storage.models import Base


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


def test_the_migrated_database_and_the_models_agree(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, Base.metadata) == []


def test_notices_that_nobody_words_any_more_are_not_sent(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'older.db'}")
    upgrade(engine, "0001")
    columns = "key, kind, lane, payload, status, created_at, due_at, retry_at, attempts, attempted"
    with engine.begin() as connection:
        for key, kind, status in (
            ("a", "NoticeParked", "pending"),
            ("b", "NoticeParked", "sent"),
            ("c", "QuarterOpened", "pending"),
        ):
            values = f"'{key}', '{kind}', 'person:1', '{{}}', '{status}', {', '.join(['0'] * 5)}"
            connection.execute(text(f"INSERT INTO outbox ({columns}) VALUES ({values})"))

    upgrade(engine)

    with engine.connect() as connection:
        assert list(connection.scalars(text("SELECT key FROM outbox ORDER BY key"))) == ["b", "c"]
    engine.dispose()


def test_upgrading_twice_changes_nothing(engine: Engine) -> None:
    before = inspect(engine).get_table_names()

    upgrade(engine)

    assert inspect(engine).get_table_names() == before
    assert "alembic_version" in before


def test_addresses_that_were_stored_with_something_invisible_are_mended(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'old.db'}")
    upgrade(engine, "0001")
    stored = ["Zhao@example.com\u200b", "li@example.com", "\ufeffli@example.com", "ｗｕ@example.com"]
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO branches VALUES (1, 'Hangzhou', 'CN', 'Asia/Shanghai')"))
        connection.execute(text("INSERT INTO departments VALUES (1, 'Marketing', 0)"))
        columns = {column["name"]: column for column in inspect(connection).get_columns("people")}
        needed = {name: 1 for name, column in columns.items() if not column["nullable"] and name != "id"}
        for email in stored:
            values = needed | {"email": email, "roles": "[]", "grade": "staff"}
            names, places = ", ".join(values), ", ".join(f":{name}" for name in values)
            connection.execute(text(f"INSERT INTO people ({names}) VALUES ({places})"), values)

    upgrade(engine)

    with engine.connect() as connection:
        emails = connection.execute(text("SELECT email FROM people ORDER BY id")).scalars().all()
    engine.dispose()
    assert emails == ["zhao@example.com", "li@example.com", "\ufeffli@example.com", "wu@example.com"]
