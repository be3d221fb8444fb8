"""One large department: opening its calibration, whom to look at first in it, and releasing it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert, select

from bot.clock import SystemClock
from bot.domain.reviews.review import Review
from bot.domain.reviews.scoring import Side
from bot.domain.reviews.way import Event
from bot.opening import open_store
from bot.services.acting import Acting
from bot.services.record.seal import seal_what_waits
from bot.services.reviews.calibration_room import read_focus, read_room
from bot.services.reviews.release import release
from storage.models.people import DepartmentRow
from storage.models.reviews import ReviewHistoryRow, ScoreRow
from storage.unit import Unit
from tests.bench.company import BOSS, KPIS, open_quarter, staff
from tests.bench.handing_in import CASE
from tests.bench.opening import counted
from tests.builders.acting import acting

USUAL, LOW = ("3.75", "3.5", "3.5", "3", "2.5"), ("3", "3", "3", "2.5", "2.5")
ONE_IN = 5
"""So many of them are low: the shares of the scheme are kept, or nothing would go out."""
ITEMS = (*(("kpi", key) for key, _ in KPIS), ("values", "customer_first"), ("values", "teamwork"))


@dataclass(frozen=True, kw_only=True)
class Step:
    """By the clock, and in SQL statements; one that is run for many rows at once counts once."""

    seconds: float
    statements: int


@dataclass(frozen=True, kw_only=True)
class Releasing:
    """A department of so many results."""

    people: int
    room: Step
    focus: Step
    release: Step


def measure_releasing(sizes: Sequence[int], *, folder: Path) -> list[Releasing]:
    """On SQLite, a department of each size in a database of its own, everybody through the second look."""
    return [_measured(size, folder) for size in sizes]


def _measured(size: int, folder: Path) -> Releasing:
    store = open_store(f"sqlite:///{folder / f'releasing-{size}.db'}")
    staff(store, size)
    open_quarter(store)
    with store.begin() as unit:
        cycle_id = unit.cycles.standing()[0].id
        _through(unit, [each.review for each in unit.cycles.reviews(cycle_id, lock=True)])
        department_id = unit.session.scalars(select(DepartmentRow.id)).one()
        hr = acting(store, by=unit.people.get(BOSS), now=SystemClock().now())
    seal_what_waits(acting(store))
    where = {"cycle_id": cycle_id, "department_id": department_id}
    found = Releasing(
        people=size,
        room=_took(store.engine, lambda: read_room(hr, **where)),
        focus=_took(store.engine, lambda: read_focus(hr, **where)),
        release=_took(store.engine, lambda: _released(hr, cycle_id, department_id, size)),
    )
    store.engine.dispose()
    return found


def _through(unit: Unit, reviews: list[Review]) -> None:
    """Handed in, approved and confirmed, as though their managers had done it."""
    at = SystemClock().now()
    handed_in = hand_in(unit, reviews, at=at, given=_some_low)
    approved = unit.cycles.move_all(handed_in, Event.APPROVE, by_id=BOSS, at=at, note=None)
    unit.cycles.move_all(approved, Event.SETTLE, by_id=None, at=at, note=None)


def hand_in(
    unit: Unit, reviews: list[Review], *, at: datetime, given: Callable[[int], Sequence[str]]
) -> list[Review]:
    """Every self-score of these reviews, as though each had been pressed for; the n-th with these scores."""
    handed_in = unit.cycles.move_all(reviews, Event.SUBMIT, by_id=None, at=at, note=None)
    step = ReviewHistoryRow
    steps = dict(
        unit.session.execute(select(step.review_id, step.id).where(step.event == Event.SUBMIT)).all()
    )
    unit.session.execute(
        insert(ScoreRow),
        [row for place, each in enumerate(handed_in) for row in _scores(each, steps[each.id], given(place))],
    )
    return handed_in


def _some_low(place: int) -> Sequence[str]:
    return LOW if place % ONE_IN == 0 else USUAL


def _scores(review: Review, history_id: int, given: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {
            "review_id": review.id,
            "history_id": history_id,
            "side": Side.SELF,
            "section": section,
            "item": item,
            "score": Decimal(score),
            "actual": "3.8 %" if section == "kpi" else "",
            "evidence": "" if section == "kpi" else CASE,
        }
        for (section, item), score in zip(ITEMS, given, strict=True)
    ]


def _released(hr: Acting, cycle_id: int, department_id: int, size: int) -> None:
    people = release(hr, cycle_id=cycle_id, departments={department_id}).people
    if people != size:
        raise RuntimeError(f"{people} results of {size} were released")


def _took(engine: Engine, step: Callable[[], object]) -> Step:
    with counted(engine) as statements:
        begun = time.perf_counter()
        step()
        seconds = time.perf_counter() - begun
    return Step(seconds=seconds, statements=len(statements))
