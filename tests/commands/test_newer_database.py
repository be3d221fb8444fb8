"""A database that a newer version has migrated: one line that says which, in every command."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from bot import __version__
from storage.engine import open_engine
from storage.migrations import upgrade
from tests.builders.steward_command import HOUSE, clean_environment


@pytest.fixture
def newer(tmp_path: Path) -> str:
    """The address of a database from the future."""
    url = f"sqlite:///{tmp_path / 'steward.db'}"
    engine = open_engine(url)
    upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text("INSERT INTO migrated_by VALUES ('9999', '7.5.0')"))
    engine.dispose()
    return url


def run(*arguments: str, folder: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    environment = clean_environment(**settings)
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    "arguments",
    [
        ("cycle", "status", "2026Q4"),
        ("org", "import", str(HOUSE / "bot/seed/organisation.yaml")),
        ("tick",),
        ("run", "--http", "127.0.0.1:0"),
    ],
)
def test_a_command_says_which_version_is_needed(
    newer: str, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}

    done = run(*arguments, folder=tmp_path, DATABASE_URL=newer, **tokens)

    assert done.returncode == 2
    assert done.stderr == (
        f"steward: DATABASE_URL: Steward 7.5.0 has migrated this database; this is Steward {__version__}. "
        "Run Steward 7.5.0 or newer.\n"
    )


def test_the_doctor_finds_it_too(newer: str, tmp_path: Path) -> None:
    done = run("doctor", folder=tmp_path, DATABASE_URL=newer)

    assert done.returncode == 1
    assert "Steward 7.5.0 has migrated this database" in done.stdout
    assert "→ Install that version here" in done.stdout
    assert done.stderr == ""


def test_a_sandbox_on_it_says_so_too(newer: str, tmp_path: Path) -> None:
    done = run("sandbox", "--database", newer, folder=tmp_path)

    assert done.returncode == 2
    assert "Run Steward 7.5.0 or newer." in done.stderr
    assert "Traceback" not in done.stderr


def test_where_the_database_does_not_know_the_newest_is_needed(newer: str, tmp_path: Path) -> None:
    engine = open_engine(newer)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE migrated_by"))
    engine.dispose()

    done = run("tick", folder=tmp_path, DATABASE_URL=newer, SLACK_BOT_TOKEN="xoxb-1")

    assert done.returncode == 2
    assert "Run the newest Steward." in done.stderr
