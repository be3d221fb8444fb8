"""`steward config`: every setting, its value, where it comes from and what it is for."""

import re
from pathlib import Path

import pytest

from tests.builders.steward_command import HOUSE, steward


def printed(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_each_setting_has_its_value_its_origin_and_what_it_is_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "steward.yaml").write_text("# ours\nschedule:\n  nudge_hour: 15\n")
    (tmp_path / ".env").write_text("SLACK_APP_TOKEN=xapp-very-secret\n")
    monkeypatch.setenv("STEWARD_CONFIG", "steward.yaml")
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:very-secret@host/name?password=very-secret&a=b")

    assert steward("config") == 0

    lines = printed(capsys)
    assert "SLACK_APP_TOKEN = xapp-…  (16 characters)  (.env:1)" in lines
    assert "DATABASE_URL = postgresql://me:…@host/name?password=…&a=b  (environment)" in lines
    assert "schedule.nudge_hour = 15  (steward.yaml:3)" in lines
    assert "    and its hour, local" in lines
    assert "hours.start = 9  (default)" in lines
    assert "very-secret" not in "".join(lines)


def test_what_is_wrong_is_marked_and_the_rest_still_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "steward.yaml").write_text("pizza: 1\nhours: {start: 30}\n")
    monkeypatch.setenv("STEWARD_CONFIG", "steward.yaml")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xapp-very-secret")

    assert steward("config") == 1

    lines = printed(capsys)
    assert any(re.match(r"    ✗ .*steward.yaml:1: pizza: there is no such setting", line) for line in lines)
    assert any(re.match(r"    ✗ .*steward.yaml:2: hours.start: “30” is not", line) for line in lines)
    assert any(re.match(r"    ✗ SLACK_BOT_TOKEN: it is an app token", line) for line in lines)
    assert "hours.end = 18  (default)" in lines


def test_it_reads_well_at_eighty_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    steward("config")

    assert max(len(line) for line in printed(capsys)) <= 80


def test_readme_tells_what_the_settings_tell_of_themselves(capsys: pytest.CaptureFixture[str]) -> None:
    assert steward("config", "--markdown") == 0

    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    section = readme.split("\n## Settings\n")[1].split("\n## ")[0]
    assert section.strip() == capsys.readouterr().out.strip()
