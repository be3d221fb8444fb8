"""Steward and its yardsticks under the same load, next to one another in time."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.app import open_store
from storage.engine import open_engine
from tests.bench.databases import Databases
from tests.bench.load import Load, has_wrk, put_load
from tests.bench.null_slack import null_slack
from tests.bench.pressing import Clicks, Press, Proves
from tests.bench.proof import Proof
from tests.bench.servers import Server, servers
from tests.bench.signed import sign

YARDSTICKS = ("stock", "fast", "work")
STEWARD = ("steward", "steward+delivery")
WARM_UP_SECONDS = 30.0


@dataclass(frozen=True, kw_only=True)
class Size:
    """How much is measured: at most so many requests, and so many seconds, each."""

    connections: tuple[int, ...] = (1, 8, 32)
    seconds: float = 3.0
    stock: int = 250
    yardstick: int = 1500
    steward: int = 400
    warm_up: int = 30

    def requests(self, kind: str) -> int:
        if kind in STEWARD:
            return self.steward
        return self.stock if kind == "stock" else self.yardstick

    @property
    def people(self) -> int:
        return self.warm_up + self.steward * len(self.connections)


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Every measurement of one thing that is pressed, on one engine, and what the databases say after it."""

    press: str
    engine: str
    generator: str
    kinds: tuple[str, ...]
    connections: tuple[int, ...]
    loads: Sequence[tuple[str, Load]]
    proofs: Sequence[Proof]

    def load(self, kind: str, connections: int) -> Load:
        return next(load for name, load in self.loads if name == kind and load.connections == connections)


def measure_transport(
    size: Size,
    press: Press,
    databases: Databases,
    *,
    folder: Path,
    wrk: bool | None = None,
    ours: tuple[str, ...] = STEWARD,
) -> Measured:
    """Put each server under load, connection count by connection count, and check what Steward wrote."""
    kinds = (*YARDSTICKS, *ours)
    clicks, proves = prepared(press, databases, ours, number=size.people)
    urls = {kind: databases.url(kind) for kind in kinds}
    loads = []
    with (
        null_slack() as slack,
        servers(urls, slack=slack, listens_to=press.listens_to, folder=folder) as answering,
    ):
        bench = _Bench(answering, clicks, folder=folder, wrk=has_wrk() if wrk is None else wrk)
        for kind in kinds:
            bench.warm_up(kind, size.warm_up)
        for connections in size.connections:
            for kind in kinds:
                load = bench.measure(kind, size.requests(kind), connections=connections, seconds=size.seconds)
                loads.append((kind, load))
    return Measured(
        press=press.name,
        engine=databases.engine,
        generator=bench.generator,
        kinds=kinds,
        connections=size.connections,
        loads=loads,
        proofs=[proven(urls[kind], proves, bench.answered[kind]) for kind in ours],
    )


def prepared(
    press: Press, databases: Databases, names: Sequence[str], *, number: int
) -> tuple[Clicks, Proves]:
    """So many to be done, in a database of each name."""
    store = open_store(databases.url(names[0]))
    clicks, proves = press.prepare(store, number)
    store.engine.dispose()
    for name in names[1:]:
        databases.copy(names[0], name)
    return clicks, proves


def proven(url: str, proves: Proves, answered: int) -> Proof:
    """What the database has to say of it."""
    engine = open_engine(url)
    proof = proves(engine, answered)
    engine.dispose()
    return proof


class _Bench:
    """Hands out prepared clicks, none twice to the same server while there are enough of them."""

    def __init__(
        self, answering: Mapping[str, Server], clicks: Sequence[dict[str, Any]], *, folder: Path, wrk: bool
    ) -> None:
        self._servers = answering
        self.answered: Counter[str] = Counter()
        self._sent: Counter[str] = Counter()
        self._clicks = clicks
        self._folder = folder
        self._wrk = wrk

    @property
    def generator(self) -> str:
        if self._wrk:
            return "wrk"
        return "our own replayer, which adds 0.1 to 0.2 ms to each answer (wrk is not installed)"

    def warm_up(self, kind: str, count: int) -> None:
        """Let the server load what it loads once. Not by wrk, which takes all the time it is given."""
        self._put(kind, count, connections=1, seconds=WARM_UP_SECONDS, wrk=False)

    def measure(self, kind: str, count: int, *, connections: int, seconds: float) -> Load:
        """Sign so many clicks and put them on the server of that kind."""
        return self._put(kind, count, connections=connections, seconds=seconds, wrk=self._wrk)

    def _put(self, kind: str, count: int, *, connections: int, seconds: float, wrk: bool) -> Load:
        begin = self._sent[kind]
        chosen = (self._clicks[number % len(self._clicks)] for number in range(begin, begin + count))
        load = put_load(
            [self._servers[kind]],
            [sign(click) for click in chosen],
            connections=connections,
            seconds=seconds,
            folder=self._folder,
            wrk=wrk,
        )
        self._sent[kind] += load.sent
        self.answered[kind] += load.answered
        return load
