"""Opening a company's database: for whoever needs no more of Steward than what is on record."""

from bot import __version__
from bot.clock import SystemClock
from bot.domain.policy import Policy
from bot.errors import Away, SetupError, TooOld
from bot.keys import without
from bot.services.acting import Acting
from bot.services.keys import note_key
from bot.services.obligations import fill_once
from storage.engine import DatabaseFailure, is_away, open_engine, why
from storage.keyring import Keyring
from storage.keys import keys_missing
from storage.migrations import TooNew, upgrade
from storage.unit import Store


def open_store(database_url: str, *, policy: Policy | None = None, keyring: Keyring | None = None) -> Store:
    """The migrated database of a company with this policy. Raises SetupError where it cannot be opened, and,
    having changed nothing, where a key is missing under which something is sealed in it; Away where that may
    be another time.
    """
    if not database_url.startswith(("sqlite:", "postgresql:", "postgresql+psycopg:")):
        raise SetupError("DATABASE_URL: use sqlite:///steward.db or postgresql://user:password@host/name.")
    try:
        engine = open_engine(database_url, keyring=keyring)
        if missing := keys_missing(engine):
            raise SetupError(without(missing))
        upgrade(engine)
        store = Store(engine, policy=policy)
        company = Acting(store=store, by=None, now=SystemClock().now(), policy=store.policy)
        note_key(company)
        fill_once(company)
    except TooNew as newer:
        raise TooOld(_needs(newer.version)) from None
    except (DatabaseFailure, OSError, ValueError) as error:
        problem = Away if is_away(error) else SetupError
        raise problem(f"DATABASE_URL: cannot open the database: {why(error)}") from None
    return store


def _needs(version: str | None) -> str:
    if version is None:
        return (
            f"DATABASE_URL: a newer version has migrated this database; this is Steward {__version__}. "
            "Run the newest Steward."
        )
    return (
        f"DATABASE_URL: Steward {version} has migrated this database; this is Steward {__version__}. "
        f"Run Steward {version} or newer."
    )
