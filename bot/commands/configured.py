"""What every command begins with: settings, the company's choices, words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import typer

from bot.clock import SystemClock
from bot.commands.ending import at_the_end
from bot.domain.policy import Policy
from bot.domain.text import plain
from bot.errors import SetupError
from bot.keys import keyring_for, keyring_set
from bot.opening import open_store
from bot.services.acting import Acting
from bot.settings import Settings, read_settings
from messages.catalog import Words
from storage.keyring import Keyring
from storage.unit import Store


@dataclass(frozen=True, kw_only=True)
class Configured:
    """The environment, read once. `makes_keys`: in Slack, where none are set, they are made."""

    settings: Settings
    policy: Policy
    makes_keys: bool = True

    def store(self) -> Store:
        """The migrated database. Raises SetupError."""
        keyring = keyring_for(self.settings) if self.makes_keys else keyring_set(self.settings)
        return opened(self.settings.database_url, policy=self.policy, keyring=keyring)

    def acting(self, *, now: datetime | None = None) -> Acting:
        """The company itself, by its command line. Raises SetupError."""
        moment = now or SystemClock().now()
        return Acting(store=self.store(), by=None, now=moment, policy=self.policy)

    def words(self, *, now: datetime | None = None, language: str | None = None) -> Words:
        """The words of that language, else of the configured default one."""
        moment = now or SystemClock().now()
        return Words(
            locale=language or self.policy.default_locale, timezone=self.policy.default_timezone, now=moment
        )

    def moment(self, text: str | None) -> datetime:
        """An ISO time, in the company's zone where it names none; now, where it is not given."""
        if text is None:
            return SystemClock().now()
        try:
            at = datetime.fromisoformat(plain(text))
        except ValueError:
            raise SetupError(f"--at: “{text}” is no ISO time. Write it as 2026-12-04T16:00.") from None
        return (at if at.tzinfo else at.replace(tzinfo=ZoneInfo(self.policy.default_timezone))).astimezone(
            UTC
        )


def on_standard_error(line: str) -> None:
    """Tell what is worth a look without mixing it with results."""
    typer.echo(f"! {line}", err=True)


def opened(database_url: str, *, policy: Policy, keyring: Keyring | None = None) -> Store:
    """A migrated database that is closed when the command ends. Raises SetupError."""
    store = open_store(database_url, policy=policy, keyring=keyring)
    at_the_end(store.engine.dispose)
    return store


def configured(*, tell: Callable[[str], object] = on_standard_error) -> Configured:
    """Read the settings. Raises SetupError with a line for each that is wrong.

    `tell` is given what is worth a look.
    """
    read = read_settings()
    for remark in read.remarks:
        tell(remark)
    settings, policy = read.required()
    return Configured(settings=settings, policy=policy)
