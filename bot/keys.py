"""The keys that the settings name, and what is said where they are not those that are needed."""

import os
import stat
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import structlog

from bot.errors import SetupError
from bot.settings import Settings
from storage.keyring import Keyring, new_key

OWN_FILE = Path("steward.keys")
"""Where keys are kept that nobody set."""

log = structlog.get_logger()


def keyring_for(settings: Settings) -> Keyring | None:
    """The keys that are set, else those of `steward.keys`, which in Slack is made where it is not there; None
    on a machine that has none and is not in Slack. Raises SetupError.
    """
    keyring = keyring_set(settings)
    if keyring is None and settings.has_slack:
        _make(OWN_FILE)
        return _read(OWN_FILE)
    return keyring


def _make(file: Path) -> None:
    """Write a new key there, for nobody else to read; of several processes the first one's counts."""
    try:
        handle, written = tempfile.mkstemp(dir=file.parent, prefix=f"{file.name}-")
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(new_key() + "\n")
            out.flush()
            os.fsync(out.fileno())
        try:
            with suppress(FileExistsError):
                os.link(written, file)
                log.warning("keys.made", file=str(file.resolve()), keep="a copy apart from the database")
        finally:
            os.unlink(written)
    except OSError as error:
        raise SetupError(
            f"STEWARD_KEYS is not set, and {file} cannot be written: {error.strerror}. In Slack, what people "
            "write is sealed in the database: run `steward keys new` and set what it prints."
        ) from None


def keyring_set(settings: Settings) -> Keyring | None:
    """The keys that are set, wherever they are written. Raises SetupError."""
    file = settings.steward_keys_file
    if settings.steward_keys is not None:
        if file is not None:
            raise SetupError("STEWARD_KEYS_FILE: STEWARD_KEYS is set as well. Keep one of them.")
        return Keyring.of(settings.steward_keys.get_secret_value())
    if file is None:
        return _read(OWN_FILE) if OWN_FILE.exists() else None
    return _read(file)


def _read(file: Path) -> Keyring:
    try:
        if file.stat().st_mode & stat.S_IROTH:
            log.warning("keys.everybody_reads_them", file=str(file.resolve()), do="chmod o-r")
        return Keyring.of(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SetupError(f"STEWARD_KEYS_FILE: {file}: {error.strerror}.") from None
    except ValueError:
        raise SetupError(f"STEWARD_KEYS_FILE: {file}: it does not hold keys of `steward keys new`.") from None


def without(marks: Sequence[str], *, what: str = "this database") -> str:
    """What is said where these keys are missing, by their marks."""
    return (
        f"STEWARD_KEYS: {what} is sealed under {', '.join(marks)}, and no such key is set. "
        "Set it beside the others (`steward keys check` says which there are). Nothing was changed."
    )
