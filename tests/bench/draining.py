"""Draining what opening a cycle announces: processor time and SQL statements a notice."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import update

from bot.app import open_store
from bot.clock import SystemClock
from bot.delivery import Delivery
from bot.delivery.routes import ROUTES
from bot.domain.notices import Sending
from bot.domain.policy import Policy
from bot.slack.client import Slack, web_client
from storage.models.people import PersonRow
from tests.bench.company import open_quarter, staff
from tests.bench.opening import counted

FOR_WORK = timedelta(days=7)
"""By then it is a working day for everybody."""


@dataclass(frozen=True, kw_only=True)
class Drained:
    """What a notice took, of so many."""

    notices: int
    processor_ms: float
    statements: float


def measure_draining(sizes: Sequence[int], *, folder: Path) -> list[Drained]:
    """Everybody's card of a quarter that was opened, to a Slack in another process that says yes."""
    with _other_process() as address:
        return [_drained(size, folder=folder, address=address) for size in sizes]


def _drained(size: int, *, folder: Path, address: str) -> Drained:
    store = open_store(f"sqlite:///{folder / f'draining-{size}.db'}")
    staff(store, size)
    open_quarter(store)
    with store.begin() as unit:
        unit.session.execute(update(PersonRow).values(dm_channel="D0BENCH"))
    delivery = Delivery(
        store=store,
        slack=Slack(web_client("xoxb-bench", base_url=address)),
        clock=SystemClock(),
        policy=Policy(),
        routes=ROUTES,
    )
    with counted(store.engine) as statements:
        begun = time.process_time()
        delivery.drain(now=SystemClock().now() + FOR_WORK)
        spent = time.process_time() - begun
    with store.read() as unit:
        sent = unit.outbox.count(Sending.SENT)
    delivery.stop()
    store.engine.dispose()
    return Drained(notices=sent, processor_ms=spent / sent * 1000, statements=len(statements) / sent)


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
