"""Several processes on one PostgreSQL, killed at random through a quarter in which Slack and the database fail:
nothing is lost, nothing happens or is said twice.
"""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.policy import Policy
from bot.local.seeding import APP_TOKEN, BOT_TOKEN, workspace_seed
from bot.sandbox import Sandbox, Timing
from bot.sandbox.state import rate_limits
from bot.services.people.organisation import colleagues
from storage.unit import Store
from tests.builders.engines import taught_engine
from tests.builders.postgres import Postgres
from tests.fleet.clock import Ahead
from tests.fleet.fleet import Fleet
from tests.fleet.proof import assert_nothing_is_lost_or_doubled
from tests.fleet.story import Quarter
from tests.fleet.town import Town, found
from tests.fleet.trouble import OURS, Trouble
from datetime import UTC, datetime

START = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
"""The first working day after the quarter: 10:00 in Hangzhou."""
TIMING = Timing(ack_deadline=3.0, trigger_lifetime=10.0, event_retries=(0.0, 2.0, 4.0))
GENEROUS = 20
"""So many times what Slack allows: what it refuses comes to us as planned failures."""


@pytest.fixture
def generous(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("POSTS_PER_MINUTE_PER_WORKSPACE", "POST_BURST", "POSTS_PER_SECOND"):
        monkeypatch.setattr(rate_limits, name, GENEROUS * getattr(rate_limits, name))
    for tier, allowed in rate_limits.TIERS.items():
        monkeypatch.setitem(rate_limits.TIERS, tier, GENEROUS * allowed)


@pytest.mark.usefixtures("generous")
def test_three_processes(postgres: Postgres, tmp_path: Path) -> None:
    plays(postgres, tmp_path, processes=3, people=24, requesters=4, kills=5, seed=random.randrange(10**6))


def plays(postgres, folder, *, processes, people, requesters, kills, seed):
    engine = taught_engine(
        f"{postgres.url}&application_name={OURS}"
        if "?" in postgres.url
        else f"{postgres.url}?application_name={OURS}"
    )
    store = Store(engine)
    print("seed", seed, folder)
    employees = found(store, people)
    clock = Ahead()
    clock.distance = START - clock.now()
    seeded = workspace_seed(colleagues(store), told={}, policy=Policy(), request_url=None)
    try:
        with Sandbox(seeded, clock=clock, timing=TIMING) as sandbox:
            fleet = Fleet(
                processes,
                clock=clock,
                folder=folder,
                SLACK_API_URL=sandbox.api_url,
                SLACK_BOT_TOKEN=BOT_TOKEN,
                SLACK_APP_TOKEN=APP_TOKEN,
                DATABASE_URL=postgres.url,
                STEWARD_LOG="json",
            )
            fleet.start()
            try:
                town = Town(store, sandbox, fleet, clock)
                quarter = Quarter(town, employees, requesters=requesters)
                trouble = Trouble(
                    seed,
                    fleet=fleet,
                    sandbox=sandbox,
                    database=postgres.url,
                    size=processes,
                    every=(0.5, 2.0),
                    kills=kills,
                )
                while sandbox.connections() < processes:
                    time.sleep(0.05)
                trouble.start()
                try:
                    quarter.plays()
                finally:
                    trouble.end()
                    print(trouble.happened, fleet.killed, fleet.fell, town.pressed_again)
                town.on(30, 11)
                town.on(33, 11)
                assert_nothing_is_lost_or_doubled(quarter)
            finally:
                fleet.stop()
    finally:
        engine.dispose()
        postgres.empty()
