"""What is alike, before a request is sent: how much of it is found, and how long the search alone takes."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median, quantiles

from bot.opening import open_store
from bot.services.intake.similar import find_similar
from storage.engine import open_engine
from storage.unit import Store
from tests.bench.company import TEAM, staff
from tests.bench.many_requests import Invented, happened, invented, write_requests
from tests.bench.opening import counted
from tests.builders.postgres import Postgres
from tests.labelled import HELD_OUT, TUNING, questions, recall

UNSEEN = "never looked at"
SEED = 7
"""Another than that of what is found, so that no question is the text of a request."""


@dataclass(frozen=True, kw_only=True)
class Recalled:
    """Of so many questions the right text was among the three that are shown."""

    pairs: str
    asked: int
    share: float


@dataclass(frozen=True, kw_only=True)
class Searched:
    """What a search among so many open requests took, and how often it showed something."""

    database: str
    requests: int
    statements: int
    p50_ms: float
    p95_ms: float
    shown: int
    asked: int


def measure_recall() -> list[Recalled]:
    """Of each half of the labelled set, and of both."""
    halves = {"looked at while tuning": TUNING, UNSEEN: HELD_OUT, "both": (*TUNING, *HELD_OUT)}
    return [
        Recalled(pairs=name, asked=len(questions(pairs)), share=recall(pairs))
        for name, pairs in halves.items()
    ]


def measure_search(size: int, *, folder: Path, times: int) -> list[Searched]:
    """The same questions on SQLite and on PostgreSQL: words, sentences, and whole forms."""
    requests = invented(size)
    asked = _questions(times)
    found = []
    for name, opened in (("SQLite", _sqlite), ("PostgreSQL", _postgres)):
        with opened(folder) as store:
            found.append(_searched(store, name, requests, asked))
    return found


def _searched(store: Store, database: str, requests: Sequence[Invented], asked: Sequence[str]) -> Searched:
    employees = staff(store, TEAM)
    write_requests(store, requests, requesters=employees)
    with counted(store.engine) as statements, store.read() as unit:
        find_similar(unit, asked[0], by_id=employees[0])
    seconds, shown = [], 0
    for text in asked:
        with store.read() as unit:
            begun = time.perf_counter()
            found = find_similar(unit, text, by_id=employees[0])
            seconds.append(time.perf_counter() - begun)
        shown += bool(found.requests)
    return Searched(
        database=database,
        requests=len(requests),
        statements=len([each for each in statements if not each.startswith("BEGIN")]),
        p50_ms=median(seconds) * 1000,
        p95_ms=quantiles(seconds, n=20)[-1] * 1000,
        shown=shown,
        asked=len(asked),
    )


def _questions(times: int) -> list[str]:
    """In turns a line of the labelled set, and all that stands in a form."""
    chance = Random(SEED)
    short = [asked for asked, _ in (*questions(TUNING), *questions(HELD_OUT))]
    return [
        f"{happened(chance)}\nhttps://shop.example.com/cart/{number}\n"
        if number % 2
        else chance.choice(short)
        for number in range(times)
    ]


@contextmanager
def _sqlite(folder: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{folder / 'search.db'}")
    yield store
    store.engine.dispose()


@contextmanager
def _postgres(folder: Path) -> Iterator[Store]:
    server = Postgres(folder / "search-postgres")
    engine = open_engine(server.url)
    try:
        yield Store(engine)
    finally:
        engine.dispose()
        server.stop()
