"""Commands run in an empty folder, with nothing set but a database."""

from pathlib import Path

import pytest

SETTINGS = (
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_API_URL",
    "STEWARD_CONFIG",
)


@pytest.fixture(autouse=True)
def environment(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("STEWARD_LOG", "json")
    monkeypatch.setenv("COLUMNS", "160")
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
