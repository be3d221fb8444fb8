"""One process and two on one PostgreSQL: how much more is answered."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from tests.bench.databases import Databases
from tests.bench.load import Load, put_load
from tests.bench.null_slack import null_slack
from tests.bench.pressing import Press
from tests.bench.proof import Proof
from tests.bench.servers import servers
from tests.bench.signed import sign
from tests.bench.tables import Verdict, table_of
from tests.bench.transport import prepared, proven

ONE, TWO = ("one",), ("two-1", "two-2")
CORES_NEEDED = 4
"""Two for the two processes; PostgreSQL and whoever puts the load on them take as much between them."""
WARM_UP = 20


@dataclass(frozen=True, kw_only=True)
class Side:
    """What so many connections, spread over the processes, came to."""

    one: Load
    two: Load

    @property
    def ratio(self) -> float:
        return self.two.per_second / self.one.per_second

    @property
    def allowed(self) -> float:
        """What two processes would answer if nothing but their processors held them up."""
        return 2 * self.one.processor_ms / self.two.processor_ms


@dataclass(frozen=True, kw_only=True)
class Processes:
    """`free`: cores that nobody else used when it began."""

    press: str
    sides: Sequence[Side]
    proofs: Sequence[Proof]
    free: float


def measure_processes(
    press: Press,
    databases: Databases,
    *,
    folder: Path,
    connections: Sequence[int],
    number: int,
    seconds: float,
) -> Processes:
    """The same load on one process and on two, each on a database of its own, at most `number` of it each;
    by our own replayer, which can speak to two.
    """
    free = free_cores()
    names = ("steward-one", "steward-two")
    clicks, proves = prepared(press, databases, names, number=2 * WARM_UP + number * len(connections))
    one, two = (databases.url(name) for name in names)
    urls = {f"steward/{ONE[0]}": one, **{f"steward/{name}": two for name in TWO}}
    answered = {one: 0, two: 0}
    sides = []
    with null_slack() as slack, servers(urls, slack=slack, listens_to=press.listens_to, folder=folder) as at:
        for place, many in enumerate([0, *connections]):
            begin = 2 * WARM_UP + number * (place - 1) if many else 0
            end = begin + number if many else 2 * WARM_UP
            loads = []
            for names, url in ((ONE, one), (TWO, two)):
                load = put_load(
                    [at[f"steward/{name}"] for name in names],
                    [sign(click) for click in clicks[begin:end]],
                    connections=many or 2,
                    seconds=seconds if many else 30.0,
                    folder=folder,
                    wrk=False,
                )
                answered[url] += load.answered
                loads.append(load)
            if many:
                sides.append(Side(one=loads[0], two=loads[1]))
    return Processes(
        press=press.name,
        sides=sides,
        proofs=[proven(url, proves, number) for url, number in answered.items()],
        free=free,
    )


def free_cores() -> float:
    """By the load of the last minute, where it can be told."""
    cores = os.cpu_count() or 1
    return cores - os.getloadavg()[0] if hasattr(os, "getloadavg") else cores


def processes_verdicts(measured: Processes) -> list[Verdict]:
    """Judged at the most connections, where the cores are there."""
    busiest = max(measured.sides, key=lambda each: each.two.connections)
    cores = os.cpu_count() or 1
    can_tell = cores >= CORES_NEEDED and measured.free >= CORES_NEEDED - 1
    why = "" if can_tell else f"; {cores} cores, {max(measured.free, 0):.1f} of them free"
    errors = sum(side.one.errors + side.two.errors for side in measured.sides)
    return [
        Verdict(
            name=f"{measured.press}: per second, two processes ÷ one, {busiest.two.connections} connections",
            found=f"{busiest.ratio:.2f}{why}",
            target="≥ 1.7",
            holds=busiest.ratio >= 1.7 if can_tell else None,
        ),
        Verdict(
            name=f"{measured.press}: the same, as far as their processors allow",
            found=f"{busiest.allowed:.2f}",
            target="≥ 1.7",
            holds=busiest.allowed >= 1.7,
        ),
        Verdict(name=f"{measured.press}: errors", found=str(errors), target="0", holds=errors == 0),
        *(
            Verdict(
                name=f"{measured.press}: done ÷ answered, by {who}",
                found="; ".join(proof.problems) or f"{proof.done:,} ÷ {proof.answered:,}",
                target="the same",
                holds=not proof.problems,
            )
            for who, proof in zip(("one process", "two"), measured.proofs, strict=True)
        ),
    ]


def show_processes(console: Console, measured: Processes) -> None:
    """One and two beside one another."""
    console.print(f"\n[b]{measured.press}[/b], PostgreSQL, one process and two", highlight=False)
    table = table_of(
        "connections", "one: per second", "p50 ms", "CPU ms", "two: per second", "p50 ms", "CPU ms", "ratio"
    )
    for side in measured.sides:
        cells = [
            f"{value:{form}}"
            for load in (side.one, side.two)
            for value, form in ((load.per_second, ".0f"), (load.p50_ms, ".1f"), (load.processor_ms, ".2f"))
        ]
        table.add_row(str(side.one.connections), *cells, f"{side.ratio:.2f}")
    console.print(table)
