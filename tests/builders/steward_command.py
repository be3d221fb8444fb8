"""The command line, as tests use it: in this process, or as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.builders.keys import KEY

HOUSE = Path(__file__).parents[2]
OURS = ("SLACK_", "STEWARD_", "DATABASE_URL")
COMPILE_ANEW = "PYTHONDONTWRITEBYTECODE"
"""A machine's wish to keep no compiled modules: each process would then compile all of Steward again."""


def steward(*arguments: str) -> int | str | None:
    """Run a command here; its exit status."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return ended.value.code


def clean_environment(**settings: str) -> Mapping[str, str]:
    """This machine's environment without anything of Steward's but a key and `settings`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith((*OURS, COMPILE_ANEW))}
    ours = {"PYTHONPATH": str(HOUSE), "PYTHONUNBUFFERED": "1", "COLUMNS": "160", "STEWARD_KEYS": KEY}
    return kept | ours | settings


def begin(*arguments: str, folder: Path, **settings: str) -> "subprocess.Popen[str]":
    """Start a command as a process of its own; whoever starts it ends it."""
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=clean_environment(**settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
