"""Home of managers with few and with very many reports: SQL statements, time, and size."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select, update

from bot.clock import SystemClock
from bot.domain.home import Look, Tab
from bot.domain.obligations import Kind, Obligation, Subject
from bot.domain.people import Person
from bot.opening import open_store
from bot.services.home import home_facts, look_at_home
from messages.catalog import Words
from messages.home.view import home_view
from storage.models.people import PersonRow
from storage.models.reviews import ReviewRow
from storage.unit import Store
from tests.bench.company import BOSS, open_quarter, staff
from tests.bench.opening import counted
from tests.builders.acting import acting

HEAD = BOSS + 1
TIMES = 5


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """What drawing one took: `milliseconds` the least of a few times, `kilobytes` of what Slack is sent."""

    reports: int
    shows: str
    statements: int
    milliseconds: float
    kilobytes: float


def measure_homes(sizes: Sequence[int], *, folder: Path) -> list[Drawn]:
    """Of a head to whom so many report, each of whom has a review that waits for them."""
    found = []
    for size in sizes:
        store = open_store(f"sqlite:///{folder / f'homes-{size}.db'}")
        head, now = _led_by_one(store, staff(store, size))
        for look in (Look(), Look(tab=Tab.TEAM), Look(tab=Tab.OWED)):
            found.append(_drawn(store, head, look, reports=size, now=now))
        store.engine.dispose()
    return found


def _drawn(store: Store, head: Person, look: Look, *, reports: int, now: datetime) -> Drawn:
    mine = acting(store, by=head, now=now)
    words = Words(locale=head.locale, timezone=head.timezone, now=now)
    look_at_home(mine, look)
    view = home_view(words, home_facts(mine))
    with counted(store.engine) as statements:
        home_facts(mine)
    seconds = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        home_view(words, home_facts(mine))
        seconds.append(time.perf_counter() - begun)
    return Drawn(
        reports=reports,
        shows=look.tab or "overview",
        statements=len(statements),
        milliseconds=min(seconds) * 1000,
        kilobytes=len(json.dumps(view)) / 1000,
    )


def _led_by_one(store: Store, ids: Sequence[int]) -> tuple[Person, datetime]:
    with store.begin() as unit:
        unit.session.execute(update(PersonRow).where(PersonRow.id.in_(ids)).values(manager_id=HEAD))
    open_quarter(store)
    now = SystemClock().now() + timedelta(hours=1)
    with store.begin() as unit:
        reviews = unit.session.execute(select(ReviewRow.id, ReviewRow.employee_id)).all()
        unit.obligations.add(
            Obligation(
                person_id=HEAD,
                kind=Kind.APPROVAL,
                subject=Subject.REVIEW,
                subject_id=review,
                other_id=employee,
                since=now - timedelta(days=3),
                opens_at=now - timedelta(days=3),
                due_on=now.date() + timedelta(days=5),
                minutes=5,
            )
            for review, employee in reviews
        )
        return unit.people.get(HEAD), now
