"""Keys under which what people write is sealed: that a new one is used, and giving up an old one."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.access import Deed, require
from bot.errors import SetupError
from bot.services.acting import Acting
from bot.services.intake.search_index import rebuild_index
from storage.keys import IN_THE_CLEAR

BATCH = 500
"""Rows sealed anew in one transaction: a few tenths of a second, in which SQLite lets nobody else write."""
BATCH_OF_FILES = 5


@dataclass(frozen=True, kw_only=True)
class KeysInUse:
    """How many values are sealed under which key, by its mark; of those given the newest first. `noted`: with
    these a process has started, or runs still, since the last rotation.
    """

    given: tuple[str, ...]
    noted: Collection[str]
    sealed: Mapping[str, int]
    in_the_clear: int


def note_key(company: Acting) -> None:
    """What is written from now on is sealed under the newest key: that stands in the database, so that nobody
    opens it without.
    """
    with company.store.read() as unit:
        keyring = unit.keys.keyring
        if keyring is None or keyring.newest in unit.keys.in_use():
            return
    with company.store.begin() as unit:
        unit.keys.note_use(keyring.newest, at=company.now)


def keys_in_use(acting: Acting) -> KeysInUse:
    """Which keys are needed. Reads everything that may be sealed."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        keyring = unit.keys.keyring
        counted, noted = dict(unit.keys.counted()), unit.keys.in_use()
    clear = counted.pop(IN_THE_CLEAR, 0)
    given = keyring.marks if keyring else ()
    return KeysInUse(given=given, noted=noted, sealed=counted, in_the_clear=clear)


def leaves_clear(acting: Acting) -> bool:
    """Whether something that people wrote is not sealed."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        return unit.keys.has_clear()


def rotate_keys(acting: Acting, *, tell: Callable[[str, int], object]) -> int:
    """Seal everything under the newest key that is not: what is under an older one, and what is in the clear;
    how many rows it was. Stopped half-way it goes on where it was. `tell` is given a table and its rows.

    Raises SetupError where there are no keys, CannotOpen for a value that does not open: it stays as it is.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        keyring, tables, guarded = unit.keys.keyring, unit.keys.tables(), unit.keys.guarded()
        had = unit.keys.in_use()
    if keyring is None:
        raise SetupError("STEWARD_KEYS is not set. Run `steward keys new`.")
    rows = 0
    for table in tables:
        if of_it := _rotate_table(acting, table, keyring.newest, is_guarded=table in guarded):
            tell(table, of_it)
        rows += of_it
    if rows or list(had) != [keyring.newest]:
        rebuild_index(acting)  # its terms are under the newest key, too
    with acting.store.begin() as unit:
        # Another process may have written under an older one meanwhile: that one is still needed.
        unit.keys.forget_but({keyring.newest, *unit.keys.counted()})
    return rows


def _rotate_table(acting: Acting, table: str, mark: str, *, is_guarded: bool) -> int:
    most = BATCH_OF_FILES if table == "pocket_contents" else BATCH
    after: tuple[Any, ...] | None = None
    done = 0
    while True:
        with acting.store.read() as unit:
            found = unit.keys.stale(table, mark, after=after, most=most)
        if not found:
            return done
        with acting.store.begin() as unit:
            if is_guarded:
                with unit.record.opened(why=f"sealed under {mark}: {table}", by_id=None, at=acting.now):
                    unit.keys.seal_anew(table, found)
            else:
                unit.keys.seal_anew(table, found)
        after, done = found[-1], done + len(found)
