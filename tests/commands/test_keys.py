"""`steward keys`, and that Steward starts neither without keys nor without the right ones."""

from pathlib import Path

import pytest

from bot import keys
from bot.domain.reviews.way import State
from storage.keyring import Keyring
from storage.unit import Store
from tests.builders.keys import KEY, OLDER_KEY
from tests.builders.steward_command import steward
from tests.builders.world import FRIDAY, World

NEWEST, OLDER = Keyring([KEY]).newest, Keyring([OLDER_KEY]).newest


@pytest.fixture
def in_the_clear(store: Store) -> World:
    store.engine.dialect.steward_keyring = None  # type: ignore[attr-defined]
    world = World(store)
    world.review_at(State.SELF_SCORED)
    return world


def test_a_new_key_is_printed_alone_and_what_to_do_with_it_beside(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert steward("keys", "new") == 0

    said = capsys.readouterr()
    assert Keyring.of(said.out).newest
    assert "Set it as STEWARD_KEYS" in said.err
    assert "apart from the database and its backups" in said.err
    assert said.out.strip() not in said.err


def test_what_is_in_the_clear_is_found_and_sealed_and_an_old_key_can_go(
    in_the_clear: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert steward("keys", "check") == 1
    assert "in the clear: 0" not in capsys.readouterr().out
    steward("doctor")
    assert "✗ some of what people wrote is in the clear" in capsys.readouterr().out

    monkeypatch.setenv("STEWARD_KEYS", OLDER_KEY)
    assert steward("keys", "rotate") == 2
    assert f"sealed under {NEWEST}, and no such key is set" in capsys.readouterr().err
    monkeypatch.setenv("STEWARD_KEYS", f"{OLDER_KEY},{KEY}")
    assert steward("keys", "rotate") == 0
    assert "scores: " in capsys.readouterr().out

    assert steward("keys", "check") == 0
    said = capsys.readouterr().out
    assert f"{NEWEST}: 0 values; can be taken out" in said
    with in_the_clear.store.begin() as unit:
        unit.keys.note_use(NEWEST, at=FRIDAY)  # by a process that still had the old one first
    assert steward("keys", "check") == 0
    assert f"{NEWEST}: 0 values; a process had it first" in capsys.readouterr().out
    assert steward("keys", "rotate") == 0
    capsys.readouterr()
    assert steward("keys", "check") == 0
    said = capsys.readouterr().out
    assert f"{NEWEST}: 0 values; can be taken out" in said
    assert "values; seals what is written" in said
    assert "in the clear: 0 values" in said
    monkeypatch.setenv("STEWARD_KEYS", OLDER_KEY)
    assert steward("keys", "rotate") == 0
    assert "Nothing was to be done" in capsys.readouterr().out
    assert steward("audit", "verify") == 0
    steward("doctor")
    assert "✓ what people wrote is sealed in the database" in capsys.readouterr().out


@pytest.fixture
def in_slack_without_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which Steward is started."""
    folder = tmp_path / "installed"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.delenv("STEWARD_KEYS")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    return folder


def test_in_slack_a_key_is_made_where_nobody_set_one_and_is_used_from_then_on(
    in_the_clear: World, in_slack_without_keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = in_slack_without_keys / "steward.keys"

    assert steward("rebuild") == 0

    assert "keys.made" in capsys.readouterr().err
    made = Keyring.of(file.read_text()).newest
    assert file.stat().st_mode & 0o777 == 0o600
    assert steward("keys", "rotate") == 0
    assert steward("keys", "check") == 0
    said = capsys.readouterr()
    assert f"{made}: " in said.out
    assert "keys.made" not in said.err
    assert list(in_slack_without_keys.iterdir()) == [file]


def test_doctor_makes_no_key_wherever_it_is_asked(
    in_slack_without_keys: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9/")

    assert steward("doctor") == 1

    assert "✓ no key is set: steward.keys is made in the folder" in capsys.readouterr().out
    assert list(in_slack_without_keys.iterdir()) == []


def test_in_slack_nothing_is_opened_where_no_key_can_be_made(
    in_the_clear: World,
    in_slack_without_keys: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keys, "OWN_FILE", Path("/proc/steward.keys"))

    assert steward("rebuild") == 2

    said = capsys.readouterr().err
    assert "STEWARD_KEYS is not set, and /proc/steward.keys cannot be written" in said
    assert "`steward keys new`" in said


def test_whoever_lost_the_key_is_told_which(
    in_the_clear: World, in_slack_without_keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = in_slack_without_keys / "steward.keys"
    assert steward("rebuild") == 0
    made = Keyring.of(file.read_text()).newest
    file.unlink()

    assert steward("rebuild") == 2

    assert f"sealed under {made}, and no such key is set" in capsys.readouterr().err


def test_keys_come_from_a_file(
    in_the_clear: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "keys"
    monkeypatch.setenv("STEWARD_KEYS_FILE", str(file))
    assert steward("keys", "check") == 2
    assert "STEWARD_KEYS is set as well" in capsys.readouterr().err
    monkeypatch.delenv("STEWARD_KEYS")
    assert steward("keys", "check") == 2
    assert f"{file}: No such file" in capsys.readouterr().err
    file.write_text("no key\n")
    assert steward("keys", "check") == 2
    assert "does not hold keys" in capsys.readouterr().err

    file.write_text(f"{KEY}\n{OLDER_KEY}\n")
    file.chmod(0o644)

    assert steward("keys", "check") == 1
    said = capsys.readouterr()
    assert said.out.startswith(f"{NEWEST}: 0 values; seals what is written\n{OLDER}: 0 ")
    assert "keys.everybody_reads_them" in said.err
    file.chmod(0o640)
    assert steward("keys", "check") == 1
    assert "keys.everybody_reads_them" not in capsys.readouterr().err


def test_the_sandbox_says_that_nothing_is_sealed_and_opens_nothing_that_is(
    in_the_clear: World,
    database_url: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert steward("keys", "rotate") == 0
    monkeypatch.delenv("STEWARD_KEYS")

    assert steward("sandbox", "--database", database_url) == 2

    said = capsys.readouterr().err
    assert "STEWARD_KEYS is not set: what is written here is not sealed" in said
    assert f"STEWARD_KEYS: this database is sealed under {NEWEST}" in said
