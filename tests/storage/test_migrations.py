"""The migrations lead to exactly what the models say."""

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError

from storage.engine import WRITES, open_engine
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


def test_upgrading_twice_changes_nothing(engine: Engine) -> None:
    before = inspect(engine).get_table_names()

    upgrade(engine)

    assert inspect(engine).get_table_names() == before
    assert "alembic_version" in before


def test_a_database_with_reviews_in_it_is_brought_up_to_date(engine: Engine) -> None:
    Base.metadata.drop_all(engine)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
    upgrade(engine, "0001")
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        for statement in AN_OPEN_CYCLE:
            connection.execute(text(statement))

    upgrade(engine)

    with engine.connect() as connection:
        assert connection.execute(text("SELECT name, withdrawn_at FROM cycles")).all() == [("2026Q4", None)]
        assert connection.execute(text("SELECT cycle_id FROM reviews")).scalars().all() == [1]
        if engine.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    with pytest.raises(IntegrityError), engine.execution_options(**{WRITES: True}).begin() as connection:
        connection.execute(text("DELETE FROM cycles"))


AN_OPEN_CYCLE = (
    "INSERT INTO branches VALUES (1, 'Hangzhou', 'CN', 'Asia/Shanghai')",
    "INSERT INTO departments (id, name, is_technical) VALUES (1, 'Marketing', false)",
    """INSERT INTO people (id, email, name, post, department_id, branch_id, grade, roles, open_to_pings)
       VALUES (1, 'chen@example.com', 'Chen Jie', 'Specialist', 1, 1, 'staff', '[]', false)""",
    "INSERT INTO kpi_sheets VALUES (1, 1, 1, '2026-09-28 02:00:00')",
    """INSERT INTO cycles (id, name, scheme_key, scheme_version, scheme, starts_on, ends_on, opened_at,
                           self_score_due, self_score_closes, approval_due)
       VALUES (1, '2026Q4', 'kpi-values', 1, '{}', '2026-10-01', '2026-12-31', '2026-11-23 02:00:00',
               '2027-01-08', '2027-01-22', '2027-01-15')""",
    """INSERT INTO reviews (id, cycle_id, employee_id, manager_id, sheet_id, state, owed_since, version)
       VALUES (1, 1, 1, 1, 1, 'goals_agreed', '2026-11-23 02:00:00', 1)""",
)
"""As the first version wrote it."""
