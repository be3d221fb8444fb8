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

from bot.domain.reviews.opening import Moment
from tests.bench.auditing import measure_audits
from tests.bench.calibrating import measure_calibrating
from tests.bench.calling import measure_calling
from tests.bench.cards import main_cards
from tests.bench.filing import measure_filing
from tests.bench.homes import measure_homes
from tests.bench.importing import measure_imports
from tests.bench.opening import measure_openings
from tests.bench.planning import measure_planning
from tests.bench.queue import measure_queue
from tests.bench.releasing import measure_releasing
from tests.bench.rendering import measure_rendering
from tests.bench.report import (
    Verdict,
    audit_verdicts,
    calibration_verdicts,
    desk_verdicts,
    release_verdicts,
    report_verdicts,
    show_audits,
    show_calibrating,
    show_calling,
    show_filing,
    show_homes,
    show_imports,
    show_interactions,
    show_openings,
    show_planning,
    show_queue,
    show_releasing,
    show_rendering,
    show_reports,
    show_search,
    show_transport,
    show_verdicts,
    verdicts,
)
from tests.bench.reporting import measure_reports
from tests.bench.searching import measure_recall, measure_search
from tests.bench.statements import measure_interactions
from tests.bench.transport import Size, measure_transport

COMPANIES = (100, 1_000, 10_000)
PLANNED = (1_000, 10_000)
REPORTS = (10, 1_000)
CALIBRATED = (12, 500)
RELEASED = (10, 500, 1_000)
OPEN_REQUESTS = (3, 300)
SEARCHED = 10_000
REPORTED = (1_000, 10_000)
SEARCHES, FILINGS = 100, 60
AUDITED = (10_000, 1_000_000)
CALLS = 200
RENDERING_SECONDS = 0.25
WIDTH = 110
"""Columns where there is no terminal to ask."""


def main(
    strict: Annotated[bool, typer.Option(help="Exit with status 1 where a target is missed.")] = False,
    replayer: Annotated[bool, typer.Option(help="Use our own load generator, even if wrk is there.")] = False,
    desk: Annotated[
        bool, typer.Option(help="Only what the desk and those who write to it wait for.")
    ] = False,
) -> None:
    """Measure Steward against empty Bolt apps in the same run, and print the ratios."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    begun = time.monotonic()
    busy = _load()
    with tempfile.TemporaryDirectory(prefix="steward-bench-") as folder:
        found = _desk(console, Path(folder)) if desk else _everything(console, Path(folder), replayer)
    console.print(f"Took {time.monotonic() - begun:.0f} seconds. {busy}", highlight=False)
    if strict and not all(verdict.holds for verdict in found):
        raise typer.Exit(1)


def _everything(console: Console, folder: Path, replayer: bool) -> list[Verdict]:
    measured = measure_transport(Size(), folder=folder, wrk=False if replayer else None)
    show_transport(console, measured)
    found = verdicts(measured)
    show_verdicts(console, found)
    interactions = measure_interactions(folder)
    show_interactions(console, interactions)
    show_calling(console, measure_calling(times=CALLS))
    show_rendering(console, measure_rendering(main_cards(folder), seconds=RENDERING_SECONDS))
    openings = measure_openings(COMPANIES, folder=folder)
    show_openings(console, openings, interactions=interactions)
    goals = measure_openings(COMPANIES, folder=folder, moment=Moment.GOALS)
    show_openings(console, goals, what="goals opened for", interactions=interactions)
    show_planning(console, measure_planning(PLANNED, folder=folder))
    show_homes(console, measure_homes(REPORTS, folder=folder))
    calibrated = measure_calibrating(CALIBRATED)
    show_calibrating(console, calibrated)
    calibration = calibration_verdicts(calibrated)
    show_verdicts(console, calibration)
    found += calibration
    releasing = measure_releasing(RELEASED, folder=folder)
    show_releasing(console, releasing)
    release = release_verdicts(releasing)
    show_verdicts(console, release)
    found += release
    found += _desk(console, folder)
    audits = measure_audits(AUDITED, folder=folder)
    show_audits(console, audits)
    audit_found = audit_verdicts(audits)
    show_verdicts(console, audit_found)
    found += audit_found
    show_imports(console, measure_imports(COMPANIES, folder=folder))
    return found


def _desk(console: Console, folder: Path) -> list[Verdict]:
    show_queue(console, measure_queue(OPEN_REQUESTS, folder=folder))
    reports = measure_reports(REPORTED, folder=folder)
    show_reports(console, reports)
    recalled, searched = measure_recall(), measure_search(SEARCHED, folder=folder, times=SEARCHES)
    show_search(console, recalled, searched)
    show_filing(console, measure_filing(SEARCHED, folder=folder, times=FILINGS))
    found = [*desk_verdicts(recalled, searched), *report_verdicts(reports)]
    show_verdicts(console, found)
    return found


def _load() -> str:
    """How busy the machine was with other things: ratios bend where they share its processors."""
    cores = os.cpu_count() or 1
    if not hasattr(os, "getloadavg"):
        return f"Processors: {cores}."
    return f"Processors: {cores}; load before the run: {os.getloadavg()[0]:.1f}."


if __name__ == "__main__":
    typer.run(main)
