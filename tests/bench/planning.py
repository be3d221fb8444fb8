"""Planning reminders for many people: how long, how many SQL statements, how much memory."""

import time
import tracemalloc
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.obligations import Kind, Obligation, Subject
from bot.opening import open_store
from bot.services.nudging.nudges import send_nudges
from bot.services.nudging.planning import planned
from storage.models.nudging import NudgeRow
from storage.unit import Store
from tests.bench.company import BOSS, staff
from tests.bench.opening import counted
from tests.builders.acting import acting

FRIDAY = datetime(2027, 3, 5, 8, 0, tzinfo=UTC)
"""16:00 in the whole company: everybody's moment."""
WEEKS = 4
STEPS = 2


@dataclass(frozen=True, kw_only=True)
class Planning:
    """One company. `seconds` and `statements` are of planning alone, `sending` of the whole job, and `idle`
    of a beat at which nobody's moment has come; `megabytes` is the most that was held at once.
    """

    people: int
    seconds: float
    processor_seconds: float
    statements: int
    megabytes: float
    sending: float
    idle: float
    idle_statements: int


def measure_planning(sizes: Sequence[int], *, folder: Path) -> list[Planning]:
    """For companies of each size, in which everybody owes two things and was reminded of them each week."""
    found = []
    for size in sizes:
        store = open_store(f"sqlite:///{folder / f'planning-{size}.db'}")
        _owing(store, staff(store, size))
        found.append(_measured(store, size))
        store.engine.dispose()
    return found


def _measured(store: Store, size: int) -> Planning:
    job = acting(store, now=FRIDAY)
    with store.read() as unit, counted(store.engine) as statements:
        begun, used = time.perf_counter(), time.process_time()
        speaking = sum(each.decision.speaks for each in planned(unit, job))
        seconds, processor_seconds = time.perf_counter() - begun, time.process_time() - used
    if speaking < size:
        raise RuntimeError(f"{speaking} people of {size} would be reminded")
    tracemalloc.start()
    with store.read() as unit:
        sum(each.decision.speaks for each in planned(unit, job))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    begun = time.perf_counter()
    send_nudges(job)
    sending = time.perf_counter() - begun
    later = acting(store, now=FRIDAY + timedelta(minutes=5))
    with counted(store.engine) as idle:
        begun = time.perf_counter()
        send_nudges(later)
        idle_seconds = time.perf_counter() - begun
    return Planning(
        people=size,
        seconds=seconds,
        processor_seconds=processor_seconds,
        statements=len(statements),
        megabytes=most / 2**20,
        sending=sending,
        idle=idle_seconds,
        idle_statements=len(idle),
    )


def _owing(store: Store, ids: Sequence[int]) -> None:
    since = FRIDAY - timedelta(weeks=WEEKS, days=1)
    steps = [
        Obligation(
            person_id=person,
            kind=kind,
            subject=Subject.REVIEW,
            subject_id=person,
            other_id=BOSS,
            since=since,
            opens_at=since,
            due_on=FRIDAY.date() + timedelta(days=9),
            minutes=5,
            period="2027Q1",
        )
        for person in ids
        for kind in (Kind.SELF_SCORE, Kind.REPLY)[:STEPS]
    ]
    with store.begin() as unit:
        unit.obligations.add(steps)
        moments = [FRIDAY - timedelta(weeks=week) for week in range(1, WEEKS + 1)]
        unit.session.add_all(
            NudgeRow(person_id=person, day=moment.date(), at=moment) for person in ids for moment in moments
        )
