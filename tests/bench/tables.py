"""Tables that read well without colour, and what is judged."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """One thing that is judged: what it came to, and what it has to be. `holds`: None where this machine, or
    this run, cannot tell; `found` then says why.
    """

    name: str
    found: str
    target: str
    holds: bool | None


def show_verdicts(console: Console, found: Sequence[Verdict]) -> None:
    """One line each."""
    table = table_of("judged", "found", "target", "")
    for verdict in found:
        mark = {True: "✓", False: "✗ MISSED", None: "not judged"}[verdict.holds]
        table.add_row(verdict.name, verdict.found, verdict.target, mark)
    console.print(table)


def table_of(*columns: str) -> Table:
    """An empty table; the first column is text, and so is what is named after it."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for place, column in enumerate(columns):
        is_text = place == 0 or column in {"server", "target", ""}
        table.add_column(column, justify="left" if is_text else "right")
    return table


def growth(before: float, now: float, times: float) -> str:
    """How much more for so many times as much, and what that is called: with noise and what is done once,
    anything up to a third above the same number of times is linear.
    """
    grown = now / before
    name = (
        "less than linear"
        if grown < times * 0.75
        else "linear"
        if grown <= times * 4 / 3
        else "MORE than linear"
    )
    return f"{grown:.1f} for {times:.0f} times: {name}"
