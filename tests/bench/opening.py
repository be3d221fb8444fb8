"""Opening a cycle for many people, for scoring or for goals: how long, and how many SQL statements."""

import time
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
    """One opening. A statement that is run for many rows at once counts once."""

    people: int
    seconds: float
    statements: int


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
    found = []
    for size in sizes:
        store = open_store(f"sqlite:///{folder / f'opening-{moment}-{size}.db'}")
        staff(store, size)
        with counted(store.engine) as statements:
            begun = time.perf_counter()
            people = open_quarter(store, moment=moment)
            seconds = time.perf_counter() - begun
        store.engine.dispose()
        if people != size:
            raise RuntimeError(f"the cycle was opened for {people} people of {size}")
        found.append(Opening(people=size, seconds=seconds, statements=len(statements)))
    return found
