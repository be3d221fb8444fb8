"""The keys that the settings name, and what is said where they are not those that are needed."""

from collections.abc import Sequence

from bot.errors import SetupError
from bot.settings import Settings
from storage.keyring import Keyring

NO_KEYS = (
    "STEWARD_KEYS is not set: in Slack, what people write is sealed in the database. Run `steward keys new`, "
    "set what it prints, keep a copy apart from the database's backups, and start anew; then `steward keys "
    "rotate` seals what is there. Nothing was changed."
)


def keyring_for(settings: Settings) -> Keyring | None:
    """The keys that are set; None on a machine that has none and is not in Slack. Raises SetupError."""
    keyring = keyring_set(settings)
    if keyring is None and settings.has_slack:
        raise SetupError(NO_KEYS)
    return keyring


def keyring_set(settings: Settings) -> Keyring | None:
    """The keys that are set, wherever they are written. Raises SetupError."""
    file = settings.steward_keys_file
    if settings.steward_keys is not None:
        if file is not None:
            raise SetupError("STEWARD_KEYS_FILE: STEWARD_KEYS is set as well. Keep one of them.")
        return Keyring.of(settings.steward_keys.get_secret_value())
    if file is None:
        return None
    try:
        return Keyring.of(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SetupError(f"STEWARD_KEYS_FILE: {file}: {error.strerror}.") from None
    except ValueError:
        raise SetupError(f"STEWARD_KEYS_FILE: {file}: it does not hold keys of `steward keys new`.") from None


def without(marks: Sequence[str]) -> str:
    """What is said where these keys are missing, by their marks."""
    return (
        f"STEWARD_KEYS: this database is sealed under {', '.join(marks)}, and no such key is set. "
        "Set it beside the others (`steward keys check` says which there are). Nothing was changed."
    )
