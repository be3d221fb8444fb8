"""Whatever a terminal or a file can show, and whoever has stopped reading: a command ends well."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from bot.commands.output import take_everything
from tests.builders.steward_command import HOUSE, clean_environment

NAMES = ("Chen Jie", "陈杰 é ☃")


@pytest.fixture
def organisation(tmp_path: Path) -> str:
    """The example with a name that no narrow encoding can show."""
    example = (HOUSE / "bot/seed/organisation.yaml").read_text(encoding="utf-8")
    (tmp_path / "organisation.yaml").write_text(example.replace(*NAMES), encoding="utf-8")
    return "organisation.yaml"


OTHERS = [pytest.param(encoding, marks=pytest.mark.soak) for encoding in ("gbk", "cp1252")]
"""Terminals that show more than ASCII does. Each command is a process of its own."""


def run(*arguments: str, folder: Path, **settings: str) -> "subprocess.CompletedProcess[bytes]":
    environment = clean_environment(DATABASE_URL=f"sqlite:///{folder / 'steward.db'}", **settings)
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=60)


@pytest.mark.parametrize("encoding", ["ascii", *OTHERS, pytest.param("ascii:strict", marks=pytest.mark.soak)])
def test_an_import_says_what_it_did_in_any_encoding(organisation: str, tmp_path: Path, encoding: str) -> None:
    done = run("org", "import", organisation, folder=tmp_path, PYTHONIOENCODING=encoding, LC_ALL="C")

    assert (done.returncode, done.stderr) == (0, b"")
    assert b"added" in done.stdout


@pytest.mark.parametrize("encoding", ["ascii", *OTHERS])
@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        pytest.param(("--help",), 0, marks=pytest.mark.soak),
        (("org", "import", "--help"), 0),
        pytest.param(("org", "template"), 0, marks=pytest.mark.soak),
        pytest.param(("manifest",), 0, marks=pytest.mark.soak),
        pytest.param(("doctor",), 1, marks=pytest.mark.soak),
        (("org", "import", "nowhere/陈.yaml"), 2),
        pytest.param(("cycle", "open", "第四季"), 2, marks=pytest.mark.soak),
    ],
)
def test_no_command_fails_for_what_cannot_be_shown(
    tmp_path: Path, encoding: str, arguments: tuple[str, ...], status: int
) -> None:
    done = run(*arguments, folder=tmp_path, PYTHONIOENCODING=encoding, LC_ALL="C", PYTHONUTF8="1")

    assert done.returncode == status
    assert b"Traceback" not in done.stderr


@pytest.mark.soak
def test_what_is_well_and_what_is_not_can_be_told_apart_in_ascii(tmp_path: Path) -> None:
    shown = run("doctor", folder=tmp_path, PYTHONIOENCODING="ascii").stdout.decode("ascii")

    assert "ok settings can be read" in shown
    assert "!! SLACK_BOT_TOKEN is not set" in shown
    assert "-> " in shown


@pytest.mark.soak
def test_a_file_is_utf_8_whatever_the_terminal_shows(tmp_path: Path) -> None:
    done = run("org", "template", folder=tmp_path, PYTHONIOENCODING="cp1252")

    assert done.stdout == (HOUSE / "bot/seed/organisation.yaml").read_bytes()


@pytest.mark.parametrize("closed", ["stdout", pytest.param("stderr", marks=pytest.mark.soak)])
def test_a_reader_who_went_away_changes_nothing(organisation: str, tmp_path: Path, closed: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "org", "import", organisation],
        cwd=tmp_path,
        env=clean_environment(DATABASE_URL=f"sqlite:///{tmp_path / 'steward.db'}"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    getattr(process, closed).close()
    other = process.stderr if closed == "stdout" else process.stdout
    assert other is not None

    with other:
        said = other.read()

    assert process.wait(60) == 0
    assert b"Traceback" not in said
    engine = create_engine(f"sqlite:///{tmp_path / 'steward.db'}")
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM people WHERE name = :n"), {"n": NAMES[1]}) == 1
    engine.dispose()


LONG, SHORT = ("org", "template"), ("--help",)
OTHERS_THAT_PRINT = [pytest.param((name,), marks=pytest.mark.soak) for name in ("manifest", "config")]


@pytest.mark.soak
@pytest.mark.parametrize("arguments", [LONG, *OTHERS_THAT_PRINT])
def test_an_output_that_was_closed_from_the_start_changes_nothing(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    command = 'exec "$@" >&-'
    done = subprocess.run(
        ["sh", "-c", command, "sh", sys.executable, "-m", "bot", *arguments],
        cwd=tmp_path,
        env=clean_environment(),
        stderr=subprocess.PIPE,
        timeout=60,
    )

    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to write to")
@pytest.mark.parametrize("arguments", [LONG, SHORT, *OTHERS_THAT_PRINT])
def test_a_full_disk_is_one_line(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=tmp_path,
            env=clean_environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
        )

    assert done.stderr.startswith(b"steward: what was to be shown could not be written: ")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_a_character_is_shown_by_the_nearest_that_there_is() -> None:
    take_everything()

    assert "“Zoë” → 陈…".encode("ascii", "steward.nearest") == b'"Zoe" -> ?...'
