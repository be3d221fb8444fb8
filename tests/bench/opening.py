"""Opening a cycle for many people, for scoring or for goals: how long, and how many SQL statements."""

import shutil
import time
import tracemalloc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from bot.domain.reviews.opening import Moment
from bot.opening import open_store
from tests.bench.company import open_quarter, staff


@dataclass(frozen=True, kw_only=True)
class Opening:
    """One opening. A statement that is run for many rows at once counts once; `megabytes` is the most that
    was held at once, in another opening than the one that was timed.
    """

    people: int
    seconds: float
    processor_seconds: float
    statements: int
    megabytes: float


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """Every statement that the engine sends meanwhile."""
    statements: list[str] = []

    def remember(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", remember)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", remember)


def measure_openings(sizes: Sequence[int], *, folder: Path, moment: Moment = Moment.SCORING) -> list[Opening]:
    """Open the same quarter for companies of each size, each in a database of its own."""
    return [_measured(size, folder, moment) for size in sizes]


def _measured(size: int, folder: Path, moment: Moment) -> Opening:
    file = folder / f"opening-{moment}-{size}.db"
    store = open_store(f"sqlite:///{file}")
    staff(store, size)
    store.engine.dispose()
    again = folder / f"opening-{moment}-{size}-again.db"
    shutil.copy(file, again)
    with counted(store.engine) as statements:
        begun, used = time.perf_counter(), time.process_time()
        people = open_quarter(store, moment=moment)
        seconds, processor_seconds = time.perf_counter() - begun, time.process_time() - used
    store.engine.dispose()
    if people != size:
        raise RuntimeError(f"the cycle was opened for {people} people of {size}")
    return Opening(
        people=size,
        seconds=seconds,
        processor_seconds=processor_seconds,
        statements=len(statements),
        megabytes=_most_held(f"sqlite:///{again}", moment),
    )


def _most_held(url: str, moment: Moment) -> float:
    store = open_store(url)
    tracemalloc.start()
    open_quarter(store, moment=moment)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    store.engine.dispose()
    return most / 2**20
