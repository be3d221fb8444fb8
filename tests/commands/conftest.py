"""Commands run in an empty folder, with nothing set but a database and the key to what is in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.unit import Store
from tests.builders.engines import taught_engine
from tests.builders.keys import KEY, KEYRING

SETTINGS = (
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_API_URL",
    "STEWARD_CONFIG",
    "STEWARD_KEYS_FILE",
)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    engine = taught_engine(database_url, keyring=KEYRING)
    yield Store(engine)
    engine.dispose()


@pytest.fixture(autouse=True)
def environment(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("STEWARD_KEYS", KEY)
    monkeypatch.setenv("STEWARD_LOG", "json")
    monkeypatch.setenv("COLUMNS", "160")
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
