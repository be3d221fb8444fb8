"""Which Pythons Steward runs on: every place that says so says the same."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

HOUSE = Path(__file__).parents[1]
PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
TAKEN = [each.rpartition(" ")[2] for each in PROJECT["classifiers"] if "Python :: 3." in each]


def test_the_oldest_and_the_newest_are_the_same_everywhere():
    oldest, newest = TAKEN[0], TAKEN[-1]

    assert (oldest, newest) == ("3.11", "3.14")
    assert PROJECT["requires-python"] == f">={oldest}"
    assert f"Python {oldest} to {newest}" in (HOUSE / "README.md").read_text(encoding="utf-8")
    assert f"from {oldest} to {newest}" in (HOUSE / ".ci/venv").read_text(encoding="utf-8")


def test_the_newest_python_of_a_machine_is_looked_for_first():
    script = (HOUSE / ".ci/venv").read_text(encoding="utf-8")

    names = re.search(r"for name in ([^;]+);", script)
    assert names is not None
    assert names[1].split() == [*(f"python{each}" for each in reversed(TAKEN)), "python3"]


def test_the_python_of_these_tests_is_one_of_them():
    fits = re.search(r"^fits='(.+)'$", (HOUSE / ".ci/venv").read_text(encoding="utf-8"), re.MULTILINE)

    assert fits is not None
    assert subprocess.run([sys.executable, "-c", fits[1]], check=False).returncode == 0
