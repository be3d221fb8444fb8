"""The migrations lead to exactly what the models say."""

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from bot.domain.people import Role
from storage.engine import open_engine
from storage.migrations import upgrade
from storage.models import Base
from storage.unit import Store


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


def test_the_migrated_database_and_the_models_agree(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, Base.metadata) == []


def test_upgrading_twice_changes_nothing(engine: Engine) -> None:
    before = inspect(engine).get_table_names()

    upgrade(engine)

    assert inspect(engine).get_table_names() == before
    assert "alembic_version" in before


def test_roles_that_were_given_before_are_held_after(engine: Engine) -> None:
    _back_to(engine, "0001")
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO departments VALUES (1, 'HR', FALSE)"))
        connection.execute(text("INSERT INTO branches VALUES (1, 'Hangzhou', 'CN', 'Asia/Shanghai')"))
        for number, roles in enumerate(('["hr", "admin"]', "[]", '["hr"]'), start=1):
            connection.execute(
                text(
                    "INSERT INTO people (id, email, name, post, department_id, branch_id, grade, roles, "
                    "open_to_pings) VALUES (:id, :email, 'N', 'P', 1, 1, 'staff', :roles, FALSE)"
                ),
                {"id": number, "email": f"p{number}@example.com", "roles": roles},
            )

    upgrade(engine)

    with Store(engine).read() as unit:
        assert [row.id for row in unit.people.holding(Role.HR)] == [1, 3]
        assert unit.people.get(1).roles == {Role.HR, Role.ADMIN}
        assert unit.people.get(2).roles == frozenset()


def _back_to(engine: Engine, revision: str) -> None:
    """An empty database as an earlier version left it."""
    Base.metadata.drop_all(engine)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    upgrade(engine, revision)
