"""A process dies while it sends: the next one goes on, and nothing is lost or said twice."""

import signal
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain.notices import Sending
from bot.domain.policy import Policy
from bot.local.seeding import BOT_TOKEN, workspace_seed
from bot.sandbox import Sandbox
from bot.services.people.organisation import colleagues
from bot.services.reviews.open_cycle import open_cycle
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.people import company, person
from tests.builders.steward_command import begin

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TUESDAY_TEN = "2026-11-24T10:00"
TWO_MINUTES_LATER = "2026-11-24T10:02"
PATIENCE = 60.0


@pytest.fixture
def crowded(store: Store) -> Store:
    """A company of 50 people to be told of a quarter."""
    found = company(store)
    for number in range(43):
        person(store, f"P{number:02d} Colleague", manager=found.manager)
    open_cycle(acting(store, now=MONDAY), name="2026Q4")
    return store


def told(sandbox: Sandbox) -> Counter[str]:
    """How many messages stand in each direct message with the bot."""
    channels = list(sandbox.workspace.channels.values())
    return Counter({each.id: len(each.messages) for each in channels if each.kind == "im" and each.messages})


def test_a_killed_process_loses_nothing_and_doubles_nothing(
    crowded: Store, database_url: str, tmp_path: Path
) -> None:
    seed = workspace_seed(colleagues(crowded), told={}, policy=Policy(), request_url=None)
    with Sandbox(seed, rate_limits=False) as sandbox:
        sandbox.faults.latency_seconds = 0.05
        settings = {
            "SLACK_API_URL": sandbox.api_url,
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "DATABASE_URL": database_url,
            "STEWARD_POSTS_A_MINUTE": "0",
        }
        first = begin("tick", "--at", TUESDAY_TEN, folder=tmp_path, **settings)
        deadline = time.monotonic() + PATIENCE
        while told(sandbox).total() < 15 and time.monotonic() < deadline:
            time.sleep(0.01)
        first.send_signal(signal.SIGKILL)
        first.communicate()
        time.sleep(0.3)  # what was on its way arrives, and nobody is there to hear that it did
        before = told(sandbox).total()

        sandbox.faults.latency_seconds = 0.0
        second = begin("tick", "--at", TWO_MINUTES_LATER, folder=tmp_path, **settings)
        _, said = second.communicate(timeout=PATIENCE)

        assert first.returncode == -signal.SIGKILL
        assert 15 <= before < 50
        assert second.returncode == 0, said
        assert sorted(told(sandbox).values()) == [1] * 50
    with crowded.read() as unit:
        assert (unit.outbox.count(Sending.PENDING), unit.outbox.count(Sending.PARKED)) == (0, 0)
