"""`python -m tests.bench` (make bench): measures everything in one run and prints the ratios."""

import logging
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from tests.bench.parts import PARTS, Bench
from tests.bench.tables import show_verdicts

WIDTH = 120
"""Columns where there is no terminal to ask."""


def main(
    part: Annotated[
        list[str] | None, typer.Option(help=f"Only this part, or these: {', '.join(PARTS)}.")
    ] = None,
    strict: Annotated[bool, typer.Option(help="Exit with status 1 where a target is missed.")] = False,
    replayer: Annotated[bool, typer.Option(help="Use our own load generator, even if wrk is there.")] = False,
) -> None:
    """Measure Steward against empty Bolt apps in the same run, and print the ratios."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    if unknown := set(part or ()) - set(PARTS):
        raise typer.BadParameter(f"{', '.join(sorted(unknown))}: not one of {', '.join(PARTS)}")
    begun = time.monotonic()
    busy = _load()
    found = []
    for name in part or PARTS:
        since = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="steward-bench-") as folder:
            judged = PARTS[name](Bench(console=console, folder=Path(folder), wrk=False if replayer else None))
        if judged:
            show_verdicts(console, judged)
        console.print(f"{name}: {time.monotonic() - since:.0f} seconds.", highlight=False)
        found += judged
    console.print(f"Took {time.monotonic() - begun:.0f} seconds. {busy}", highlight=False)
    missed = [verdict for verdict in found if verdict.holds is False]
    if missed and len(part or PARTS) > 1:
        console.print("Missed:", highlight=False)
        show_verdicts(console, missed)
    if strict and missed:
        raise typer.Exit(1)


def _load() -> str:
    """How busy the machine was with other things: ratios bend where they share its processors."""
    cores = os.cpu_count() or 1
    if not hasattr(os, "getloadavg"):
        return f"Processors: {cores}."
    return f"Processors: {cores}; load before the run: {os.getloadavg()[0]:.1f}."


if __name__ == "__main__":
    typer.run(main)
