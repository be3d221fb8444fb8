"""The desk in figures over few and many requests: SQL statements, and time beside the least piece of work."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

from bot.domain.intake.report_period import Days
from bot.opening import open_store
from bot.services.intake.report import read_report
from messages.catalog import Words
from messages.intake.report_card import report_card
from messages.intake.report_file import report_workbook
from tests.bench.company import BOSS, TEAM, staff
from tests.bench.opening import counted
from tests.bench.yardsticks import do_work, open_work
from tests.builders.acting import acting
from tests.builders.desk_weeks import lived, write

QUARTER = Days(first=date(2026, 8, 31), last=date(2026, 11, 22))
"""Twelve weeks, and four before."""
ZONE = "Asia/Shanghai"
TIMES, WORKS = 5, 200


@dataclass(frozen=True, kw_only=True)
class Reported:
    """What a report over so many requests took; `request_to_work`: a request's part of reading it, in pieces
    of the least work that a use case does.
    """

    requests: int
    steps: int
    statements: int
    read_ms: float
    card_ms: float
    workbook_ms: float
    request_to_work: float


def measure_reports(sizes: Sequence[int], *, folder: Path) -> list[Reported]:
    """Read for a product manager, laid out as a card, and written as a workbook; on SQLite."""
    work_ms = _work_ms(folder)
    return [_reported(size, folder, work_ms=work_ms) for size in sizes]


def _reported(size: int, folder: Path, *, work_ms: float) -> Reported:
    store = open_store(f"sqlite:///{folder / f'report-{size}.db'}")
    employees = staff(store, 5 * TEAM)
    begun, end = QUARTER.before.moments(ZoneInfo(ZONE))[0], QUARTER.moments(ZoneInfo(ZONE))[1]
    requests = lived(size, first=begun, days=(end - begun).days, requesters=employees)
    write(store, requests, owner_id=BOSS)
    with store.read() as unit:
        desk = unit.people.get(BOSS)
    mine, words = acting(store, by=desk, now=end), Words(locale="zh-CN", timezone=ZONE, now=end)
    with counted(store.engine) as statements:
        report = read_report(mine, days=QUARTER)
    read_ms = _ms(lambda: read_report(mine, days=QUARTER))
    found = Reported(
        requests=size,
        steps=sum(len(each.steps) for each in requests),
        statements=len([each for each in statements if not each.startswith("BEGIN")]),
        read_ms=read_ms,
        card_ms=_ms(lambda: report_card(words, report)),
        workbook_ms=_ms(lambda: report_workbook(words, report)),
        request_to_work=read_ms / size / work_ms,
    )
    store.engine.dispose()
    return found


def _ms(do: Callable[[], object]) -> float:
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        do()
        taken.append((time.perf_counter() - begun) * 1000)
    return median(taken)


def _work_ms(folder: Path) -> float:
    engine = open_work(f"sqlite:///{folder / 'work-report.db'}")
    taken = []
    for number in range(WORKS):
        begun = time.perf_counter()
        do_work(engine, number)
        taken.append((time.perf_counter() - begun) * 1000)
    engine.dispose()
    return median(taken)
