"""Importing an organisation: how long it takes, and how long others wait for the database meanwhile."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.clock import SystemClock
from bot.domain.organisation import Organisation
from bot.opening import open_store
from bot.services.people.organisation import import_organisation
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.organisation import entry, seeded

PAUSE_SECONDS = 0.01


@dataclass(frozen=True, kw_only=True)
class Importing:
    """One import of newcomers. `longest_wait` is of somebody who writes all the while, in seconds."""

    people: int
    seconds: float
    longest_wait: float


def measure_imports(sizes: Sequence[int], *, folder: Path) -> list[Importing]:
    """Import companies of each size, each into a database of its own, while somebody else writes."""
    found = []
    for size in sizes:
        store = open_store(f"sqlite:///{folder / f'importing-{size}.db'}")
        now = SystemClock().now()
        import_organisation(acting(store, now=now), seeded(), today=now.date())
        waits: list[float] = []
        done = threading.Event()
        writer = threading.Thread(target=_write, args=(store, done, waits))
        writer.start()
        begun = time.perf_counter()
        import_organisation(acting(store, now=now), _crowd(size), today=now.date())
        seconds = time.perf_counter() - begun
        done.set()
        writer.join()
        store.engine.dispose()
        found.append(Importing(people=size, seconds=seconds, longest_wait=max(waits)))
    return found


def _write(store: Store, done: threading.Event, waits: list[float]) -> None:
    while not done.is_set():
        begun = time.perf_counter()
        with store.begin() as unit:
            unit.session.get_one(PersonRow, 1).open_to_pings = not unit.people.get(1).open_to_pings
        waits.append(time.perf_counter() - begun)
        time.sleep(PAUSE_SECONDS)


def _crowd(size: int) -> Organisation:
    chen = entry(seeded(), "Chen Jie")
    more = (
        replace(chen, at=("people", n + 100), email=f"p{n}@example.com", name=f"Person {n}", post=f"Post {n}")
        for n in range(size)
    )
    return replace(seeded(), people=(*seeded().people, *more))
