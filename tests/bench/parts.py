"""The parts of the bench, in the order in which they run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from bot.domain.reviews.opening import Moment
from tests.bench import report
from tests.bench.auditing import measure_audits
from tests.bench.calibrating import measure_calibrating
from tests.bench.calling import measure_calling
from tests.bench.cards import main_cards
from tests.bench.databases import Databases, Files, on_server
from tests.bench.draining import measure_beside, measure_draining
from tests.bench.filing import measure_filing
from tests.bench.homes import measure_homes
from tests.bench.importing import measure_imports
from tests.bench.opening import measure_openings
from tests.bench.planning import measure_planning
from tests.bench.pressing import PRESSES
from tests.bench.processes import measure_processes, processes_verdicts, show_processes
from tests.bench.queue import measure_queue
from tests.bench.reaching import measure_reaching
from tests.bench.rehearsing import measure_rehearsing
from tests.bench.releasing import measure_releasing
from tests.bench.rendering import measure_rendering
from tests.bench.report_load import show_transport, verdicts, whole_verdicts
from tests.bench.reporting import measure_reports
from tests.bench.resting import measure_resting, resting_verdicts, show_resting
from tests.bench.searching import measure_recall, measure_search
from tests.bench.statements import measure_interactions
from tests.bench.tables import Verdict
from tests.bench.transport import STEWARD, Size, measure_transport

COMPANIES = (1_000, 10_000, 100_000)
IMPORTED = (100, 1_000, 10_000)
PLANNED = (1_000, 10_000, 100_000)
REACHED = (1_000, 10_000)
REHEARSED = (100, 200, 400, 1_000)
REPORTS = (1, 1_000)
CALIBRATED = (12, 500)
RELEASED = (10, 500, 1_000)
OPEN_REQUESTS = (3, 300)
SEARCHED = 10_000
REPORTED = (1_000, 10_000)
SEARCHES, FILINGS = 100, 60
AUDITED = (10_000, 1_000_000)
CALLS = 200
NOTICES = (1_000,)
INTERACTIONS = 10_000
CONNECTIONS = (1, 8, 32)
AT_MOST, SECONDS = 300, 2.0
"""So many to be done on one process and on two, and for so long."""
RENDERING_SECONDS = 0.25
SUBMITS = Size()
OTHERS = Size(seconds=2.0, stock=150, yardstick=1000, steward=400)


@dataclass(frozen=True, kw_only=True)
class Bench:
    """Where a part prints and writes. `wrk`: False for our own replayer, None for wrk where it is there."""

    console: Console
    folder: Path
    wrk: bool | None = None


def _pressed(bench: Bench, name: str, databases: Databases) -> list[Verdict]:
    is_submit = name == "submits"
    measured = measure_transport(
        SUBMITS if is_submit else OTHERS,
        PRESSES[name],
        databases,
        folder=bench.folder,
        wrk=bench.wrk,
        ours=STEWARD if is_submit else STEWARD[:1],
    )
    show_transport(bench.console, measured)
    return [*(verdicts(measured) if is_submit else ()), *whole_verdicts(measured)]


def _on_both(name: str) -> Callable[[Bench], list[Verdict]]:
    def part(bench: Bench) -> list[Verdict]:
        found = _pressed(bench, name, Files(bench.folder))
        with on_server(bench.folder / "postgres") as databases:
            return found + _pressed(bench, name, databases)

    return part


def _processes(bench: Bench) -> list[Verdict]:
    found = []
    for place, press in enumerate(PRESSES.values()):
        with on_server(bench.folder / f"postgres-{place}") as databases:
            measured = measure_processes(
                press,
                databases,
                folder=bench.folder,
                connections=CONNECTIONS,
                number=AT_MOST,
                seconds=SECONDS,
            )
        show_processes(bench.console, measured)
        found += processes_verdicts(measured)
    return found


def _resting(bench: Bench) -> list[Verdict]:
    measured = measure_resting(INTERACTIONS, folder=bench.folder)
    show_resting(bench.console, measured)
    return resting_verdicts(measured)


def _draining(bench: Bench) -> list[Verdict]:
    found = _drained(bench, Files(bench.folder))
    with on_server(bench.folder / "postgres") as databases:
        return found + _drained(bench, databases)


def _drained(bench: Bench, databases: Databases) -> list[Verdict]:
    drained, beside = measure_draining(NOTICES, databases), measure_beside(databases)
    report.show_draining(bench.console, drained)
    report.show_beside(bench.console, beside)
    return [*report.draining_verdicts(drained), *report.beside_verdicts(beside)]


def _interactions(bench: Bench) -> list[Verdict]:
    report.show_interactions(bench.console, measure_interactions(bench.folder))
    report.show_calling(bench.console, measure_calling(times=CALLS))
    rendered = measure_rendering(main_cards(bench.folder), seconds=RENDERING_SECONDS)
    report.show_rendering(bench.console, rendered)
    return []


def _opening(bench: Bench) -> list[Verdict]:
    for moment, what in ((Moment.SCORING, "a cycle opened for"), (Moment.GOALS, "goals opened for")):
        openings = measure_openings(COMPANIES, folder=bench.folder, moment=moment)
        report.show_openings(bench.console, openings, what=what)
    return []


def _planning(bench: Bench) -> list[Verdict]:
    plannings = measure_planning(PLANNED, folder=bench.folder)
    report.show_planning(bench.console, plannings)
    return report.planning_verdicts(plannings)


def _reach(bench: Bench) -> list[Verdict]:
    reached = measure_reaching(REACHED, folder=bench.folder)
    report.show_reaching(bench.console, reached)
    return report.reach_verdicts(reached)


def _rehearsal(bench: Bench) -> list[Verdict]:
    rehearsed = measure_rehearsing(REHEARSED, folder=bench.folder)
    report.show_rehearsing(bench.console, rehearsed)
    return report.rehearsal_verdicts(rehearsed)


def _homes(bench: Bench) -> list[Verdict]:
    report.show_homes(bench.console, measure_homes(REPORTS, folder=bench.folder))
    return []


def _calibrating(bench: Bench) -> list[Verdict]:
    calibrated = measure_calibrating(CALIBRATED)
    report.show_calibrating(bench.console, calibrated)
    releasing = measure_releasing(RELEASED, folder=bench.folder)
    report.show_releasing(bench.console, releasing)
    return [*report.calibration_verdicts(calibrated), *report.release_verdicts(releasing)]


def _desk(bench: Bench) -> list[Verdict]:
    report.show_queue(bench.console, measure_queue(OPEN_REQUESTS, folder=bench.folder))
    reports = measure_reports(REPORTED, folder=bench.folder)
    report.show_reports(bench.console, reports)
    recalled = measure_recall()
    searched = measure_search(SEARCHED, folder=bench.folder, times=SEARCHES)
    report.show_search(bench.console, recalled, searched)
    report.show_filing(bench.console, measure_filing(SEARCHED, folder=bench.folder, times=FILINGS))
    return [*report.desk_verdicts(recalled, searched), *report.report_verdicts(reports)]


def _audit(bench: Bench) -> list[Verdict]:
    audits = measure_audits(AUDITED, folder=bench.folder)
    report.show_audits(bench.console, audits)
    return report.audit_verdicts(audits)


def _imports(bench: Bench) -> list[Verdict]:
    report.show_imports(bench.console, measure_imports(IMPORTED, folder=bench.folder))
    return []


PARTS: Mapping[str, Callable[[Bench], list[Verdict]]] = {
    **{name: _on_both(name) for name in PRESSES},
    "processes": _processes,
    "memory": _resting,
    "interactions": _interactions,
    "opening": _opening,
    "planning": _planning,
    "reach": _reach,
    "rehearsal": _rehearsal,
    "draining": _draining,
    "homes": _homes,
    "calibrating": _calibrating,
    "desk": _desk,
    "audit": _audit,
    "imports": _imports,
}
