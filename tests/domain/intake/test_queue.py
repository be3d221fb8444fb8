"""What stands under which heading of the queue, and in which order."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.intake.queue import InQueue, Which, due_next_first, holds
from bot.domain.intake.triage import Kind
from bot.domain.intake.way import State

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SUN, GAO = 4, 5
ZONES = {SUN: ZoneInfo("Asia/Shanghai"), GAO: ZoneInfo("Europe/Berlin")}


def queued(number: int, state: State = State.NEW, **changes: Any) -> InQueue:
    values: dict[str, Any] = {
        "number": number,
        "state": state,
        "branch": "Chengdu",
        "kind": Kind.WRONG,
        "title": "The basket is empty",
        "owner_id": SUN,
        "requester": "Chen Jie",
        "answer_by": NOW + timedelta(hours=1),
        "promised_for": None,
        "owed_since": NOW,
        "put_off_until": None,
        "waits_for": "",
        "is_taken": True,
    }
    return InQueue(**{**values, **changes})


PUT_OFF = queued(9, put_off_until=NOW + timedelta(hours=2))


@pytest.mark.parametrize(
    ("request_", "under"),
    [
        (queued(1), {Which.MINE}),
        (queued(1, owner_id=GAO), set()),
        (queued(1, is_taken=False), {Which.MINE, Which.UNOWNED}),
        (queued(1, State.ASKED, owner_id=GAO), {Which.REQUESTER}),
        (queued(1, State.BLOCKED, owner_id=GAO), {Which.BLOCKED}),
        (queued(1, State.ACCEPTED, owner_id=GAO), set()),
        (PUT_OFF, {Which.LATER}),
        (replace(PUT_OFF, is_taken=False), {Which.LATER}),
    ],
)
def test_what_was_put_off_stands_aside_and_all_is_in_all(request_: InQueue, under: set[Which]) -> None:
    found = {each for each in Which if holds(each, request_, reader_id=SUN)}

    assert found == {*under, Which.ALL}


def test_what_is_due_next_stands_first_and_what_nobody_can_do_anything_about_last() -> None:
    soon = queued(1, answer_by=NOW + timedelta(minutes=20))
    late = queued(2, answer_by=NOW - timedelta(hours=3))
    today = queued(3, State.ACCEPTED, promised_for=date(2026, 11, 23))
    abroad = queued(4, State.ACCEPTED, promised_for=date(2026, 11, 23), owner_id=GAO)
    no_date = queued(5, State.ACCEPTED, owed_since=NOW - timedelta(days=9))
    asked = queued(6, State.ASKED, owed_since=NOW - timedelta(days=1))
    asked_before = queued(7, State.ASKED, owed_since=NOW - timedelta(days=2))
    blocked = queued(8, State.BLOCKED, promised_for=date(2026, 11, 1))

    found = due_next_first(
        [PUT_OFF, blocked, asked, asked_before, no_date, abroad, today, soon, late], zones=ZONES
    )

    assert [each.number for each in found] == [2, 1, 3, 4, 5, 7, 6, 8, 9]
