"""The job that keeps SQLite's log short, where it can."""

from pathlib import Path

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.jobs import sqlite_log
from bot.opening import open_store
from tests.builders.acting import acting


def test_a_log_that_stays_long_is_told_and_cut_at_the_next_beat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_log, "LONGEST", 0)
    store = open_store(f"sqlite:///{tmp_path / 'steward.db'}")
    with capture_logs() as logs, store.engine.connect() as reading:
        reading.execute(text("SELECT count(*) FROM people"))
        with store.begin() as unit:
            unit.session.execute(text("UPDATE people SET name = name"))
        sqlite_log.keep_log_short(acting(store))
        assert [each["event"] for each in logs] == ["database.log_is_long"]
    with capture_logs() as logs:
        sqlite_log.keep_log_short(acting(store))
    assert logs == []
    store.engine.dispose()
