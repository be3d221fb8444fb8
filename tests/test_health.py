"""Health means something: each loop that stands still and each thing missing has a name."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from bot.app import Steward
from bot.clock import FixedClock
from bot.domain.policy import Policy
from bot.local.seeding import BOT_TOKEN, SIGNING_SECRET
from bot.sandbox import Sandbox, Seed, SeedApp
from bot.slack.client import web_client
from storage.unit import Store
from tests.delivery.conftest import MANIFEST

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    sandbox = Sandbox(Seed(users=(), channels=(), app=SeedApp(manifest=MANIFEST)), rate_limits=False)
    sandbox.start()
    yield sandbox
    sandbox.stop()


@pytest.fixture
def steward(store: Store, sandbox: Sandbox) -> Iterator[Steward]:
    steward = Steward(
        store=store,
        client=web_client(BOT_TOKEN, base_url=sandbox.api_url),
        clock=FixedClock(NOW),
        policy=Policy(),
        signing_secret=SIGNING_SECRET,
    )
    steward.start()
    yield steward
    steward.stop()


def test_what_is_wrong_is_named(steward: Steward, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (steward.ailments(), steward.problems()) == ([], [])

    steward.homes.stop()
    assert (steward.ailments(), steward.problems()) == (["homes"], ["homes"])

    steward.delivery.stop()
    assert steward.ailments() == ["delivery", "errands", "homes"]
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0059'"))
    assert steward.problems() == ["delivery", "errands", "homes", "schema"]

    with store.begin() as unit:
        unit.keys.note_use("0123abcd", at=NOW)
    assert steward.problems() == ["delivery", "errands", "homes", "schema", "keys"]

    monkeypatch.setattr(store, "answers", lambda: False)
    assert steward.problems() == ["database"]


def test_slack_has_to_have_said_who_we_are(steward: Steward, sandbox: Sandbox) -> None:
    sandbox.stop()

    assert steward.problems() == ["slack"]
    assert steward.ailments() == []


def test_who_is_being_stopped_is_not_ready_but_not_ill(steward: Steward) -> None:
    steward.drain()

    assert (steward.ailments(), steward.problems()) == ([], ["stopping"])
