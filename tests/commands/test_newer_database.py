"""A database that a newer version has migrated: one line that says which, in every command."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from bot import __version__
from storage.engine import open_engine
from tests.builders.steward_command import HOUSE, begin, steward


@pytest.fixture
def newer(sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a database from the future."""
    shutil.copy(sqlite_template, tmp_path / "newer.db")
    url = f"sqlite:///{tmp_path / 'newer.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text("INSERT INTO migrated_by VALUES ('9999', '7.5.0')"))
    engine.dispose()
    return url


NEEDED = (
    f"steward: DATABASE_URL: Steward 7.5.0 has migrated this database; this is Steward {__version__}. "
    "Run Steward 7.5.0 or newer.\n"
)


@pytest.mark.parametrize(
    "arguments",
    [
        ("cycle", "status", "2026Q4"),
        ("org", "import", str(HOUSE / "bot/seed/organisation.yaml")),
        ("tick",),
    ],
)
def test_a_command_says_which_version_is_needed(
    newer: str,
    arguments: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")

    assert steward(*arguments) == 2

    assert capsys.readouterr().err == NEEDED


def test_one_that_may_stay_beside_the_newer_goes_on(newer: str, capsys: pytest.CaptureFixture[str]) -> None:
    engine = open_engine(newer)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO works_from VALUES ('9999', :oldest)"), {"oldest": __version__})

    assert steward("audit", "verify") == 0

    with engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"
    engine.dispose()
    assert "Whole: " in capsys.readouterr().out


def test_steward_does_not_start_on_it(newer: str, tmp_path: Path) -> None:
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}

    process = begin("run", "--http", "127.0.0.1:0", folder=tmp_path, DATABASE_URL=newer, **tokens)

    _, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert said == NEEDED


def test_the_doctor_finds_it_too(newer: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert steward("doctor") == 1

    printed = capsys.readouterr()
    assert "Steward 7.5.0 has migrated this database" in printed.out
    assert "→ Install that version here" in printed.out
    assert printed.err == ""


def test_a_sandbox_on_it_says_so_too(newer: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert steward("sandbox", "--database", newer) == 2

    said = capsys.readouterr().err
    assert "Run Steward 7.5.0 or newer." in said
    assert "Traceback" not in said


def test_where_the_database_does_not_know_the_newest_is_needed(
    newer: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    engine = open_engine(newer)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE migrated_by"))
    engine.dispose()

    assert steward("tick") == 2

    assert "Run the newest Steward." in capsys.readouterr().err
