"""The desk's queue with few and with many open requests: SQL statements, and the middle of some times."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bot.clock import SystemClock
from bot.domain.intake.queue import Which
from bot.opening import open_store
from bot.services.intake.queue import read_queue
from messages.catalog import Words
from messages.intake.queue_modal import queue_modal
from tests.bench.company import BOSS, TEAM, staff
from tests.bench.opening import counted
from tests.builders.acting import acting
from tests.builders.intake import filed

TIMES = 9


@dataclass(frozen=True, kw_only=True)
class QueueLooked:
    """What a look took, of so many open requests."""

    requests: int
    statements: int
    p50_ms: float


def measure_queue(sizes: Sequence[int], *, folder: Path) -> list[QueueLooked]:
    """A page of it, read and laid out, for the product manager who has all of them."""
    return [_looked(size, folder) for size in sizes]


def _looked(size: int, folder: Path) -> QueueLooked:
    store = open_store(f"sqlite:///{folder / f'queue-{size}.db'}")
    employees = staff(store, TEAM)
    now = SystemClock().now()
    with store.read() as unit:
        requester, desk = unit.people.get(employees[0]), unit.people.get(BOSS)
    for number in range(size):
        filed(store, requester, now=now, submission=f"V{number}")
    mine = acting(store, by=desk, now=now)
    words = Words(locale=desk.locale, timezone=desk.timezone, now=now)
    with counted(store.engine) as statements:
        read_queue(mine, which=Which.ALL)
    seconds = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        queue_modal(words, read_queue(mine, which=Which.ALL))
        seconds.append(time.perf_counter() - begun)
    store.engine.dispose()
    return QueueLooked(requests=size, statements=len(statements), p50_ms=median(seconds) * 1000)
