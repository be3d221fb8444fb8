"""Draining what opening a cycle announces: processor time and SQL statements a notice, and what a person's
click takes beside it.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import update

from bot.app import Steward, open_store
from bot.clock import SystemClock
from bot.delivery import Delivery
from bot.delivery.routes import ROUTES
from bot.domain.notices import Sending
from bot.domain.policy import Policy
from bot.slack.client import Slack, web_client
from bot.slack.limits import Limits
from bot.slack.requests import over_http
from storage.models.people import PersonRow
from storage.unit import Store
from tests.bench.company import open_quarter, staff
from tests.bench.databases import Databases
from tests.bench.handing_in import prepare_in
from tests.bench.opening import counted
from tests.bench.signed import SECRET, signed
from tests.bench.statements import NOT_DONE, TOKEN, opening

FOR_WORK = timedelta(days=7)
"""By then it is a working day for everybody."""
FIRST = 40
"""So many are sent before, so that what a process does once is not counted, as reading its translations."""
CLICKS, BLOCKS = 12, 5
BESIDE = 700
"""People with a form all but handed in, and a card that waits."""


@dataclass(frozen=True, kw_only=True)
class Drained:
    """What a notice took, of so many."""

    engine: str
    notices: int
    processor_ms: float
    statements: float


@dataclass(frozen=True, kw_only=True)
class Beside:
    """The middle of the times that something took while nothing was sent, and while as much was sent as can
    be; `sent` is how much that was.
    """

    engine: str
    name: str
    alone_ms: float
    beside_ms: float
    sent: int

    @property
    def ratio(self) -> float:
        return self.beside_ms / self.alone_ms


class Later:
    """A clock that goes before."""

    def now(self) -> datetime:
        return SystemClock().now() + FOR_WORK

    def jumps(self) -> list[object]:
        return []


def measure_draining(sizes: Sequence[int], databases: Databases) -> list[Drained]:
    """Everybody's card of a quarter that was opened, to a Slack in another process that says yes."""
    with _other_process() as address:
        _drained(FIRST, databases, address=address)
        return [_drained(size, databases, address=address) for size in sizes]


def measure_beside(databases: Databases) -> list[Beside]:
    """A form opened, and handed in, by turns while nothing is sent and while all cards are, to a Slack
    that sets no limits.
    """
    store = open_store(databases.url("beside"))
    clicks = prepare_in(store, people=BESIDE).clicks
    _knows_where_everybody_is(store)
    with _other_process() as address:
        steward = Steward(
            store=store,
            client=web_client(TOKEN, base_url=address),
            clock=SystemClock(),
            policy=Policy(),
            signing_secret=SECRET,
            limits=Limits(on=False),
        )
        waiting = iter(clicks)
        for _ in range(CLICKS):
            _seconds(steward, next(waiting))
        measured = [
            _beside(steward, name, of, waiting, engine=databases.engine)
            for name, of in (("a form opened", opening), ("a form handed in", lambda click: click))
        ]
        steward.stop()
    return measured


def _beside(
    steward: Steward,
    name: str,
    of: Callable[[dict[str, Any]], dict[str, Any]],
    waiting: Iterator[dict[str, Any]],
    *,
    engine: str,
) -> Beside:
    alone, beside = [], []
    before = _sent(steward.store)
    for _ in range(BLOCKS):
        alone += [_seconds(steward, of(next(waiting))) for _ in range(CLICKS)]
        delivery = Delivery(
            store=steward.store,
            slack=steward.slack,
            clock=Later(),
            policy=steward.policy,
            routes=ROUTES,
            way=steward.way,
        )
        delivery.start()
        beside += [_seconds(steward, of(next(waiting))) for _ in range(CLICKS)]
        delivery.stop()
    return Beside(
        engine=engine,
        name=name,
        alone_ms=median(alone) * 1000,
        beside_ms=median(beside) * 1000,
        sent=_sent(steward.store) - before,
    )


def _seconds(steward: Steward, payload: dict[str, Any]) -> float:
    body, headers = signed(payload)
    begun = time.perf_counter()
    answer = steward.bolt.dispatch(over_http(body, query={}, headers=headers))
    seconds = time.perf_counter() - begun
    if answer.status != 200 or any(each in answer.body for each in NOT_DONE):
        raise RuntimeError(f"answered {answer.status} {answer.body[:200]}")
    return seconds


def _sent(store: Store) -> int:
    with store.read() as unit:
        return unit.outbox.count(Sending.SENT)


def _knows_where_everybody_is(store: Store) -> None:
    with store.begin() as unit:
        unit.session.execute(update(PersonRow).values(dm_channel="D0BENCH"))


def _drained(size: int, databases: Databases, *, address: str) -> Drained:
    store = open_store(databases.url(f"draining-{size}"))
    staff(store, size)
    open_quarter(store)
    _knows_where_everybody_is(store)
    delivery = Delivery(
        store=store,
        slack=Slack(web_client(TOKEN, base_url=address)),
        clock=SystemClock(),
        policy=Policy(),
        routes=ROUTES,
    )
    with counted(store.engine) as statements:
        begun = time.process_time()
        delivery.drain(now=SystemClock().now() + FOR_WORK)
        spent = time.process_time() - begun
    sent = _sent(store)
    delivery.stop()
    store.engine.dispose()
    return Drained(
        engine=databases.engine,
        notices=sent,
        processor_ms=spent / sent * 1000,
        statements=len(statements) / sent,
    )


@contextmanager
def _other_process() -> Iterator[str]:
    script = (
        "from tests.bench.null_slack import null_slack\n"
        "with null_slack() as address:\n    print(address, flush=True)\n    input()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        try:
            yield other.stdout.readline().strip()
        finally:
            other.terminate()
