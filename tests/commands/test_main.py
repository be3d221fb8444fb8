"""The edge of the command line: it loads what it needs, and an accident leaves its places alone."""

import subprocess
import sys
from typing import Any

import pytest
import typer

from bot import __main__
from bot.__main__ import command_line
from bot.commands.table import COMMANDS
from tests.builders.steward_command import HOUSE, clean_environment, steward


def test_an_accident_ends_a_command_with_its_places_and_without_a_word(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        typed = "what somebody wrote"
        raise ValueError(typed)

    def breaking(_asked_for: Any) -> typer.Typer:
        app = command_line(())
        app.command("break")(broken)
        return app

    monkeypatch.setattr(__main__, "command_line", breaking)

    assert steward("break") == 1

    said = "".join(capfd.readouterr())
    assert "what somebody wrote" not in said
    assert "ValueError" in said
    assert "test_main.py" in said


def test_the_list_says_of_each_command_what_it_says_itself() -> None:
    listed = typer.main.get_group(command_line(())).commands
    itself = typer.main.get_group(command_line({each.name for each in COMMANDS})).commands

    assert {name: each.help for name, each in listed.items()} == {
        name: (each.help or "").split("\n\n")[0].replace("\n", " ") for name, each in itself.items()
    }
    assert len(COMMANDS) == len(itself)


HEAVY = ("slack_bolt", "sqlalchemy", "uvicorn", "bot.sandbox", "handlers", "babel")


@pytest.mark.parametrize(
    ("arguments", "may_load"),
    [(["--help"], ()), (["config"], ("babel",)), (["audit", "--help"], ("sqlalchemy", "babel"))],
)
def test_a_command_loads_what_it_needs(arguments: list[str], may_load: tuple[str, ...]) -> None:
    said = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bot", *arguments],
        env=clean_environment(),
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    loaded = {line.rpartition("|")[2].strip() for line in said.splitlines()}

    assert "typer" in loaded
    assert loaded.intersection(HEAVY) <= set(may_load)
