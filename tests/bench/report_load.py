"""What came of the load: a table a thing that is pressed, and its verdicts."""

from rich.console import Console

from tests.bench.tables import Verdict, table_of
from tests.bench.transport import Measured

MEANINGS = {
    "stock": "an empty listener, Bolt's defaults and Bolt's own Starlette adapter",
    "fast": "an empty listener that answers when it has run, each request in a thread",
    "work": "as fast, plus: read a row, update it, insert one, commit",
    "steward": "what is named above the table, whole: authorisation, rules, history, notices",
    "steward+delivery": "the same while the sender words and sends the notices to a null Slack",
}


def verdicts(measured: Measured) -> list[Verdict]:
    """The targets of a submit: p50 and p99 from above, against stock from below."""
    ratio = measured.load("steward", 1).p50_ms / measured.load("work", 1).p50_ms
    busiest = max(measured.connections)
    throughput = min(
        measured.load("steward", connections).per_second / measured.load("stock", connections).per_second
        for connections in measured.connections
    )
    slowest = measured.load("steward", busiest).p99_ms
    where = f"{measured.press}, {measured.engine}"
    return [
        Verdict(
            name=f"{where}: p50 at 1 connection, Steward ÷ work",
            found=f"{ratio:.2f}",
            target="≤ 3",
            holds=ratio <= 3,
        ),
        Verdict(
            name=f"{where}: per second, Steward ÷ stock, worst of all",
            found=f"{throughput:.1f}",
            target="≥ 5",
            holds=throughput >= 5,
        ),
        Verdict(
            name=f"{where}: p99 at {busiest} connections",
            found=f"{slowest:.0f} ms",
            target="< 100 ms",
            holds=slowest < 100,
        ),
    ]


def whole_verdicts(measured: Measured) -> list[Verdict]:
    """Whatever is pressed, and however fast it is: each answer is one thing done."""
    where = f"{measured.press}, {measured.engine}"
    errors = sum(load.errors for _kind, load in measured.loads)
    return [
        Verdict(name=f"{where}: errors, all servers", found=str(errors), target="0", holds=errors == 0),
        *(
            Verdict(
                name=f"{where}: done ÷ answered, each with its parts once",
                found="; ".join(proof.problems) or f"{proof.done:,} ÷ {proof.answered:,}",
                target="the same",
                holds=not proof.problems,
            )
            for proof in measured.proofs
        ),
    ]


def show_transport(console: Console, measured: Measured) -> None:
    """What each server came to at each number of connections."""
    console.print(f"\n[b]{measured.press}[/b], {measured.engine}", highlight=False)
    console.print(f"Replayed by {measured.generator}. Servers: one uvicorn worker each, over loopback.")
    for kind in measured.kinds:
        console.print(f"  {kind:<17} {MEANINGS[kind]}", highlight=False, soft_wrap=True)
    table = table_of(
        "connections", "server", "requests", "per second", "p50 ms", "p99 ms", "CPU ms", "errors"
    )
    for connections in measured.connections:
        for kind in measured.kinds:
            load = measured.load(kind, connections)
            table.add_row(
                str(connections) if kind == measured.kinds[0] else "",
                kind,
                str(load.answered),
                f"{load.per_second:.0f}",
                f"{load.p50_ms:.2f}",
                f"{load.p99_ms:.2f}",
                f"{load.processor_ms:.2f}",
                str(load.errors),
            )
        table.add_section()
    console.print(table)
