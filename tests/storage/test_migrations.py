"""The migrations lead to exactly what the models say."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError

from bot.domain.people import Role
from storage.engine import WRITES, open_engine
from storage.migrations import upgrade
from storage.models import Base
from storage.models.reviews import KpiSheetRow
from storage.unit import Store

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


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


def test_sheets_and_reviews_that_stood_before_stand_after_and_departments_can_have_sheets(
    engine: Engine,
) -> None:
    _back_to(engine, "0001")
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        for statement in AN_OPEN_CYCLE:
            connection.execute(text(statement))

    upgrade(engine)

    with engine.begin() as connection:
        sheets = connection.execute(text("SELECT id, person_id, department_id, version FROM kpi_sheets"))
        assert sheets.all() == [(1, 1, None, 1)]
        assert connection.execute(text("SELECT sheet_id, team_sheet_id FROM reviews")).all() == [(1, None)]
        assert connection.execute(text("SELECT * FROM schemes")).all() == []
    with Store(engine).begin() as unit:
        unit.session.add(KpiSheetRow(id=2, department_id=1, version=1, agreed_at=NOON))
    with pytest.raises(IntegrityError), Store(engine).begin() as unit:
        unit.session.add(KpiSheetRow(id=4, version=2, agreed_at=NOON))
    with pytest.raises(IntegrityError), Store(engine).begin() as unit:
        unit.session.add(KpiSheetRow(id=3, department_id=1, version=1, agreed_at=NOON))
