"""A backup is taken while somebody writes, put in place elsewhere, and its record is proved: the drill."""

import os
import resource
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from bot.commands.backup_file import read_backup
from bot.domain.reviews.way import State
from bot.errors import SetupError
from bot.services.keys import note_key
from bot.services.record.seal import seal_what_waits
from storage.backup import CannotCopy, run_program
from storage.engine import open_engine
from storage.keyring import Keyring
from storage.unit import Store
from tests.builders.keys import KEY, OLDER_KEY
from tests.builders.postgres import Postgres
from tests.builders.steward_command import steward
from tests.builders.world import World

NEWEST = Keyring([KEY]).newest
A_MINUTE = timedelta(minutes=1)


@contextmanager
def somebody_writes(store: Store, world: World) -> Iterator[None]:
    """Two rows in each transaction, as fast as it goes."""
    now = world.acting().now
    done, begun = threading.Event(), threading.Event()

    def write() -> None:
        number = 0
        while not done.is_set():
            with store.begin() as unit:
                for half in "ab":
                    unit.seen_events.claim(f"{number}{half}", now=now, lease=A_MINUTE)
            number += 1
            begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait(timeout=10)
    try:
        yield
    finally:
        done.set()
        writer.join()


def drill(
    store: Store, world: World, elsewhere: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[int, int, int]:
    """Of the restored: events seen, notices waiting, and those of them that are not looked for first."""
    world.review_at(State.SELF_SCORED)
    seal_what_waits(world.acting())
    monkeypatch.setenv("DATABASE_URL", store.engine.url.render_as_string(hide_password=False))
    with somebody_writes(store, world):
        assert steward("backup", str(folder / "one.backup")) == 0
    monkeypatch.setenv("DATABASE_URL", elsewhere)
    assert steward("restore", str(folder / "one.backup")) == 0
    assert steward("restore", str(folder / "one.backup")) == 2
    assert steward("restore", "--over", str(folder / "one.backup")) == 0
    engine = open_engine(elsewhere)
    with engine.connect() as connection:
        found = connection.execute(
            text(
                "SELECT (SELECT count(*) FROM seen_events),"
                " (SELECT count(*) FROM outbox WHERE status = 'pending'),"
                " (SELECT count(*) FROM outbox WHERE status = 'pending' AND NOT attempted)"
            )
        ).one()
    engine.dispose()
    return found[0], found[1], found[2]


def test_a_backup_taken_while_somebody_writes_is_whole_elsewhere(
    store: Store,
    world: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    seen, waiting, unasked = drill(
        store, world, f"sqlite:///{tmp_path / 'elsewhere.db'}", tmp_path, monkeypatch
    )

    assert seen >= 2
    assert seen % 2 == 0  # no half of a transaction
    assert waiting > 0
    assert unasked == 0
    said = capsys.readouterr()
    assert said.out.count("Whole: ") == 2
    assert "--over" in said.err
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith((".", "one"))) == [
        "one.backup"
    ]
    assert (tmp_path / "one.backup").stat().st_mode & 0o077 == 0


@pytest.mark.soak
def test_the_same_on_postgresql(
    postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", f"{postgres.programs}{os.pathsep}{os.environ['PATH']}")
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE elsewhere")
        name = connection.info.dbname
    store = Store(open_engine(postgres.url))
    try:
        elsewhere = store.engine.url.set(database="elsewhere").render_as_string(hide_password=False)
        seen, waiting, unasked = drill(store, World(store), elsewhere, tmp_path, monkeypatch)
    finally:
        store.engine.dispose()
        postgres.empty()
    assert name != "elsewhere"
    assert seen % 2 == 0
    assert waiting > 0
    assert unasked == 0
    assert capsys.readouterr().out.count("Whole: ") == 2


def test_what_is_no_backup_or_not_a_whole_one_is_refused_and_nothing_is_touched(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", store.engine.url.render_as_string(hide_password=False))
    good = tmp_path / "good.backup"
    assert steward("backup", str(good)) == 0
    assert steward("backup", str(good)) == 2
    with zipfile.ZipFile(good) as bundle, zipfile.ZipFile(tmp_path / "changed.backup", "w") as changed:
        changed.writestr("manifest.json", bundle.read("manifest.json"))
        changed.writestr("database", bundle.read("database")[:-1] + b"\1")
        newer = bundle.read("manifest.json").replace(b'"revision": "', b'"revision": "9')
        with zipfile.ZipFile(tmp_path / "newer.backup", "w") as other:
            other.writestr("manifest.json", newer)
            other.writestr("database", bundle.read("database"))
    (tmp_path / "torn.backup").write_bytes(good.read_bytes()[:-100])
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'elsewhere.db'}")
    capsys.readouterr()

    assert [
        steward("restore", str(tmp_path / f"{name}.backup")) for name in ("changed", "torn", "newer")
    ] == [
        2,
        2,
        2,
    ]

    assert not (tmp_path / "elsewhere.db").exists()
    said = capsys.readouterr().err
    assert said.count("is no backup of Steward, or not a whole one.") == 2
    assert "or newer" in said


def test_whichever_byte_a_disk_has_spoilt_it_is_refused_in_a_line(store: Store, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.backup", tmp_path / "bad.backup"
    assert steward("backup", str(good)) == 0
    whole = good.read_bytes()
    refused = 0
    for place in {
        *range(0, len(whole), len(whole) // 100),
        *range(20, 60),
        *range(len(whole) - 160, len(whole)),
    }:
        bad.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        copy = tmp_path / "copy"
        try:
            read_backup(bad, copy)
        except SetupError:
            refused += 1
        copy.unlink(missing_ok=True)
    assert refused > 150


def test_without_the_keys_of_a_backup_nothing_is_replaced(
    store: Store,
    world: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    note_key(world.acting())
    good = tmp_path / "good.backup"
    assert steward("backup", str(good)) == 0
    there = tmp_path / "there.db"
    there.write_bytes(Path(str(store.engine.url.database)).read_bytes())
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{there}")
    before = there.read_bytes()
    for keys in (OLDER_KEY, ""):
        monkeypatch.setenv("STEWARD_KEYS", keys)
        assert steward("restore", "--over", str(good)) == 2
        said = capsys.readouterr()
        assert f"{good} is sealed under {NEWEST}, and no such key is set" in said.err
        assert "Restored" not in said.out
        assert there.read_bytes() == before


def test_a_disk_that_is_full_or_cannot_be_written_to_is_told_in_a_line(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    good, other = tmp_path / "good.backup", tmp_path / "other.backup"
    with no_file_larger_than(1 << 16):
        assert steward("backup", str(other)) == 2
    assert f"{other}: SQLite: " in capsys.readouterr().err
    assert steward("backup", "/proc/other.backup") == 2
    assert "/proc: No such file or directory." in capsys.readouterr().err
    assert steward("backup", str(good)) == 0
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'elsewhere.db'}")
    with no_file_larger_than(1 << 16):
        assert steward("restore", str(good)) == 2
    with good.open("rb") as file:
        assert steward("restore", f"/proc/self/fd/{file.fileno()}") == 0
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith((".", "other"))) == []


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_without_postgresqls_programs_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    engine = open_engine(f"sqlite:///{tmp_path / 'any.db'}")

    with engine.connect() as connection, pytest.raises(CannotCopy, match="pg_dump is not there"):
        run_program("pg_dump", [], connection)
    engine.dispose()
