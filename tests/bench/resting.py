"""A process of its own: how long until it answers, and what it holds in memory, idle and after much work."""

import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from rich.console import Console

from bot.app import open_store
from tests.bench.company import TEAM, slack_id
from tests.bench.load import put_load
from tests.bench.null_slack import null_slack
from tests.bench.pressing import SENT
from tests.bench.servers import servers
from tests.bench.signed import home_opened, sign
from tests.bench.tables import Verdict, table_of

CONNECTIONS = 8
KINDS = 2


@dataclass(frozen=True, kw_only=True)
class Resting:
    """Megabytes that the process holds: when it answers, and after so many interactions each time; and how
    many seconds it took to answer.
    """

    start_seconds: float
    idle_mb: float
    after: list[tuple[int, float]]
    errors: int


def measure_resting(interactions: int, *, folder: Path) -> Resting:
    """Half of them Homes opened and half website requests sent, as many people as a branch has; in ten
    pieces, so that growth is seen.
    """
    url = f"sqlite:///{folder / 'resting.db'}"
    store = open_store(url)
    forms, _ = SENT.prepare(store, interactions // KINDS)
    people = [slack_id(number) for number in range(2, 2 + 10 * TEAM)]
    store.engine.dispose()
    homes = (home_opened(user=people[number % len(people)]) for number in range(interactions // KINDS))
    payloads = [each for pair in zip(forms, homes, strict=True) for each in pair]
    piece = max(1, len(payloads) // 10)
    after: list[tuple[int, float]] = []
    errors = 0
    with null_slack() as slack:
        begun = time.perf_counter()
        with servers({"steward+delivery": url}, slack=slack, listens_to="", folder=folder) as answering:
            server = answering["steward+delivery"]
            with urlopen(f"{server.address}/healthz") as answer:
                answer.read()
            start_seconds = time.perf_counter() - begun
            idle = resident_mb(server.pid)
            for begin in range(0, len(payloads), piece):
                some = payloads[begin : begin + piece]
                load = put_load(
                    [server],
                    [sign(each) for each in some],
                    connections=CONNECTIONS,
                    seconds=600.0,
                    folder=folder,
                    wrk=False,
                )
                errors += load.errors
                after.append((begin + len(some), resident_mb(server.pid)))
    return Resting(start_seconds=start_seconds, idle_mb=idle, after=after, errors=errors)


def resident_mb(pid: int) -> float:
    """What a process holds, in megabytes; 0 where there is no ps."""
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return int(told.stdout.strip() or 0) / 1024


def resting_verdicts(measured: Resting) -> list[Verdict]:
    """Idle memory is a target; what it holds after much work may not go on growing."""
    middle, (number, last) = measured.after[len(measured.after) // 2], measured.after[-1]
    more = last - middle[1]
    return [
        Verdict(
            name="memory of an idle process",
            found=f"{measured.idle_mb:.0f} MB",
            target="< 150 MB",
            holds=measured.idle_mb < 150,
        ),
        Verdict(
            name=f"memory that the second half of {number:,} interactions added",
            found=f"{more:.0f} MB",
            target="≤ 10 MB",
            holds=more <= 10,
        ),
        Verdict(name="errors of it", found=str(measured.errors), target="0", holds=measured.errors == 0),
    ]


def show_resting(console: Console, measured: Resting) -> None:
    """The process from its start on."""
    table = table_of("a process", "MB")
    table.add_row(f"answers after {measured.start_seconds:.1f} s, idle", f"{measured.idle_mb:.0f}")
    for number, held in measured.after:
        table.add_row(f"after {number:,} interactions", f"{held:.0f}")
    console.print(table)
