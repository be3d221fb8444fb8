"""A year's reach: what the hourly count of a whole company takes, and the most that it holds in memory."""

import time
import tracemalloc
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import insert

from bot.domain.obligations import Kind, Subject
from bot.opening import open_store
from bot.services.nudging.reach import read_reach
from storage.models.nudging import NudgeRow
from storage.models.obligations import ObligationRow
from storage.unit import Store
from tests.bench.company import BOSS, staff
from tests.bench.opening import counted
from tests.builders.acting import acting
from tests.builders.years_of_many import cycle_called

NEW_YEAR = datetime(2026, 1, 5, 1, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 18, 4, tzinfo=UTC)
WEEKS = 45
OF_A_QUARTER = (Kind.GOALS, Kind.JOB_FORM, Kind.SELF_SCORE, Kind.APPROVAL, Kind.SECOND_LOOK, Kind.TALK)


@dataclass(frozen=True, kw_only=True)
class Reaching:
    """A year of one company. `megabytes`: the most that was held at once, in a count of its own."""

    people: int
    steps: int
    seconds: float
    processor_seconds: float
    statements: int
    megabytes: float


def measure_reaching(sizes: Sequence[int], *, folder: Path) -> list[Reaching]:
    """For companies of each size, in which everybody has a check-in and a reminder a week, and six steps a
    quarter.
    """
    found = []
    for size in sizes:
        store = open_store(f"sqlite:///{folder / f'reach-{size}.db'}")
        _lived(store, staff(store, size))
        found.append(_measured(store, size))
        store.engine.dispose()
    return found


def _measured(store: Store, size: int) -> Reaching:
    job = acting(store, now=DECEMBER)
    with counted(store.engine) as statements:
        begun, used = time.perf_counter(), time.process_time()
        whole = read_reach(job, period="2026").whole
        seconds, processor_seconds = time.perf_counter() - begun, time.process_time() - used
    if whole is None or whole.steps < size * WEEKS:
        raise RuntimeError(f"{whole.steps if whole else 'no'} steps of {size} people")
    tracemalloc.start()
    read_reach(job, period="2026")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return Reaching(
        people=size,
        steps=whole.steps,
        seconds=seconds,
        processor_seconds=processor_seconds,
        statements=len(statements),
        megabytes=most / 2**20,
    )


def _lived(store: Store, ids: Sequence[int]) -> None:
    dice = Random(len(ids))
    with store.begin() as unit:
        for quarter in range(1, 5):
            cycle_called(unit, f"2026Q{quarter}")
        for week in range(WEEKS):
            since = NEW_YEAR + timedelta(weeks=week)
            rows = [_step(person, Kind.CHECK_IN, week, since, dice, days=4) for person in ids]
            unit.session.execute(insert(ObligationRow), rows)
            at = since + timedelta(days=4)
            reminders = [{"person_id": person, "day": at.date(), "at": at} for person in ids]
            unit.session.execute(insert(NudgeRow), reminders)
        for quarter in range(4):
            since = NEW_YEAR + timedelta(weeks=13 * quarter)
            for kind in OF_A_QUARTER:
                rows = [_step(person, kind, quarter, since, dice, days=14) for person in ids]
                unit.session.execute(insert(ObligationRow), rows)


def _step(
    person: int, kind: Kind, turn: int, since: datetime, dice: Random, *, days: int
) -> dict[str, object]:
    """One in ten is left undone, some are late."""
    is_check_in = kind is Kind.CHECK_IN
    return {
        "person_id": person,
        "kind": kind,
        "subject": Subject.CHECK_IN if is_check_in else Subject.REVIEW,
        "subject_id": turn * 1_000_000 + person,
        "other_id": BOSS,
        "since": since,
        "opens_at": since,
        "due_on": (since + timedelta(days=days)).date(),
        "lapses_on": (since + timedelta(days=days + 7)).date() if is_check_in else None,
        "done_at": since + timedelta(hours=dice.randrange(28 * days)) if dice.random() < 0.9 else None,
        "minutes": 5,
        "period": f"2026Q{1 + (since.month - 1) // 3}",
    }
