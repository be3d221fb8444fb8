"""`steward audit verify` over very many rows: seconds, and the most memory that the command has."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from bot.opening import open_store
from bot.services.record.seal import seal_what_waits
from storage.unit import Store
from tests.bench.company import TEAM, staff
from tests.builders.acting import acting
from tests.builders.steward_command import clean_environment

_WRITE = text(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :size)"
    " INSERT INTO moves (person_id, move, day, at, facts)"
    " SELECT :who, 'rename', '2026-11-23', '2026-11-23 02:00:00.000000',"
    """ '{"name": {"was": "Chen Jie", "now": "Chen Jie ' || i || '"}}' FROM n"""
)


@dataclass(frozen=True, kw_only=True)
class Audited:
    """What it took to seal so many rows, and to prove them by the command: by the clock and of a processor.
    `peak_mb`: its memory.
    """

    rows: int
    seal_seconds: float
    verify_seconds: float
    verify_cpu_seconds: float
    peak_mb: float
    said: str


def measure_audits(sizes: tuple[int, ...], *, folder: Path) -> list[Audited]:
    """On SQLite, each size in a database of its own; the command is a process of its own."""
    return [_audited(size, folder) for size in sizes]


def _audited(size: int, folder: Path) -> Audited:
    url = f"sqlite:///{folder / f'audit-{size}.db'}"
    store = open_store(url)
    _write(store, size)
    begun = time.perf_counter()
    seal_what_waits(acting(store))
    sealed = time.perf_counter() - begun
    store.engine.dispose()
    environment = clean_environment(DATABASE_URL=url)
    begun = time.perf_counter()
    command = [sys.executable, "-m", "bot", "audit", "verify"]
    with subprocess.Popen(command, env=environment, cwd=folder, stdout=subprocess.PIPE, text=True) as running:
        said = running.stdout.read() if running.stdout else ""
        _, _, used = os.wait4(running.pid, 0)
    return Audited(
        rows=size,
        seal_seconds=sealed,
        verify_seconds=time.perf_counter() - begun,
        verify_cpu_seconds=used.ru_utime + used.ru_stime,
        peak_mb=used.ru_maxrss / 1024,
        said=said.strip(),
    )


def _write(store: Store, size: int) -> None:
    who = staff(store, TEAM)[0]
    with store.begin() as unit:
        unit.session.execute(_WRITE, {"size": size, "who": who})
