"""The local workspace itself: people, channels, and a clock that can be moved."""

import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.delivery.outcomes import Outcome
from bot.domain.follows import stale
from bot.domain.intake.cards import my_request_card
from bot.sandbox.transport.server import IDLE_SECONDS
from bot.services.reviews.open_cycle import open_cycle
from bot.slack.connections import KEEP_SECONDS
from tests.builders.acting import acting
from tests.scenarios.conftest import MONDAY, Workspace

TUESDAY_TEN = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
FRIDAY_FOUR = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
LAST_DAY = datetime(2026, 12, 31, 10, 0, tzinfo=UTC)


def places(workspace: Workspace) -> dict[str, datetime]:
    return {jump.id: jump.to for jump in workspace.local.jumps()}


def test_everybody_of_the_company_is_in_the_workspace(workspace: Workspace) -> None:
    names = {user.real_name for user in workspace.sandbox.workspace.users.values()}

    assert {person.name for person in workspace.company.everyone} <= names


def test_the_clock_starts_where_it_is_told_and_only_moves_forward(workspace: Workspace) -> None:
    workspace.move_to(MONDAY + timedelta(days=2))
    workspace.move_to(MONDAY)

    assert timedelta(days=2) <= workspace.clock.now() - MONDAY < timedelta(days=2, minutes=1)


def test_the_clock_names_the_places_worth_going_to(workspace: Workspace) -> None:
    assert places(workspace) == {
        "friday": datetime(2026, 11, 27, 1, 0, tzinfo=UTC),
        "nudge": FRIDAY_FOUR,
        "monday": datetime(2026, 11, 30, 1, 0, tzinfo=UTC),
        "quarter": LAST_DAY,
    }

    open_cycle(acting(workspace.store, now=workspace.clock.now()), name="2026Q4")
    assert places(workspace)["message"] == TUESDAY_TEN

    workspace.move_to(TUESDAY_TEN)
    workspace.settle()
    assert "message" not in places(workspace)


def test_after_the_nudge_the_next_one_is_a_week_later(workspace: Workspace) -> None:
    workspace.move_to(FRIDAY_FOUR)

    assert places(workspace)["nudge"] == FRIDAY_FOUR + timedelta(days=7)


@pytest.mark.soak
def test_a_jump_of_five_weeks_lives_through_every_friday(workspace: Workspace) -> None:
    open_cycle(acting(workspace.store, now=workspace.clock.now()), name="2026Q4")

    workspace.move_to(LAST_DAY)

    messages = workspace.person("chen").dm()
    sent = [datetime.fromtimestamp(float(message.ts), UTC).date() for message in messages]
    assert [day.isoformat() for day in sent] == [
        "2026-11-24",
        "2026-11-27",
        "2026-12-04",
        "2026-12-11",
        "2026-12-18",
        "2026-12-25",
    ]
    assert workspace.parked() == []


def test_the_workspace_never_hangs_up_on_a_connection_that_steward_still_keeps() -> None:
    assert IDLE_SECONDS > KEEP_SECONDS


def test_what_the_sender_took_up_meanwhile_is_waited_for(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waits drained all; then what was done before is committed, and the sender is at it."""
    workspace.settle()
    done_at = workspace.clock.now()
    delivery, is_taken_up = workspace.steward.delivery, threading.Event()
    drain, record = delivery.drain, delivery._outcomes.record

    def slowly(outcomes: Sequence[Outcome], **rest: Any) -> None:
        is_taken_up.set()
        time.sleep(0.3)
        record(outcomes, **rest)

    def drained(**options: Any) -> int:
        total = drain(**options)
        if not is_taken_up.is_set():
            with workspace.store.begin() as unit:
                card = (workspace.colleague("chen").id, my_request_card(1))
                unit.outbox.add(*stale([card], because="meanwhile"), now=done_at)
            assert is_taken_up.wait(timeout=10)
        return total

    monkeypatch.setattr(delivery._outcomes, "record", slowly)
    monkeypatch.setattr(delivery, "drain", drained)

    workspace.settle()
