"""What people write while Steward is away is taken up afterwards: once, and as of when it was written."""

import random
import threading
import time
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from slack_bolt import BoltRequest

from bot.domain.intake.way import Event
from bot.jobs.table import JOBS
from bot.sandbox import Msg
from bot.sandbox.state.shapes import message_object
from tests.scenarios.conftest import Workspace
from tests.scenarios.test_triage import HOW_TO
from tests.scenarios.test_website_issue import filed

CATCH_UP = next(job for job in JOBS if job.id == "delivery.catch_up")
MINUTES = timedelta(minutes=1)


@pytest.fixture
def transport() -> str:
    """Only a connection that is cut is surely nobody who listens."""
    return "socket"


def goes_away(workspace: Workspace) -> None:
    """The process stops, after its last beat."""
    workspace.settle()
    CATCH_UP.run(workspace.steward.beat())
    workspace.steward.stop()
    workspace.clock.move_to(workspace.clock.now() + MINUTES)


def comes_back(workspace: Workspace, *, after: timedelta) -> None:
    """Another process starts, and its heart beats once."""
    workspace.clock.move_to(workspace.clock.now() + after)
    workspace.local._attach()
    assert workspace.local.steward is not None
    workspace.steward = workspace.local.steward
    CATCH_UP.run(workspace.steward.beat())
    workspace.settle()


def event_of(workspace: Workspace, said: Msg) -> dict[str, Any]:
    """Slack's own event for a message, as it is sent now."""
    channel = workspace.sandbox.workspace.channels[said.channel]
    event = message_object(workspace.sandbox.workspace, channel.messages[said.ts])
    return {
        "type": "event_callback",
        "event_id": f"Ev{said.ts}",
        "event": {**event, "channel": said.channel, "channel_type": "im", "event_ts": said.ts},
    }


def arrives(workspace: Workspace, body: dict[str, Any]) -> int:
    """How it is answered."""
    return workspace.steward.bolt.dispatch(BoltRequest(body=body, mode="socket_mode")).status


def history(workspace: Workspace) -> list[tuple[Event, str]]:
    entries = workspace.look(lambda unit: unit.requests.history(1))
    return [(each.event, each.note or "") for each in entries]


def test_what_requester_and_desk_write_while_nobody_listens_is_taken_up(workspace: Workspace) -> None:
    with workspace.store.begin() as unit:
        unit.known_answers.add(
            name="basket",
            title="Where is my basket?",
            text=HOW_TO,
            locale="en",
            page="",
            kept_by_id=workspace.colleague("sun").id,
            at=workspace.clock.now(),
        )
    mine, card = filed(workspace)
    before = mine.reply("Before")
    workspace.wait_until(lambda: (Event.REPLY, "Before") in history(workspace))
    taken_back = mine.reply("Never mind")
    workspace.wait_until(lambda: (Event.REPLY, "Never mind") in history(workspace))
    goes_away(workspace)
    written_at = workspace.clock.now()

    said = mine.reply("On a Huawei")
    workspace.person("chen").edit(before, "Before, and after")
    workspace.person("chen").delete(taken_back)
    card.reply("!basket")
    workspace.person("chen").say("C0GENERAL", "@he.jun the basket is empty")
    comes_back(workspace, after=7 * MINUTES)

    taken = workspace.look(lambda unit: unit.requests.history(1))
    (reply,) = [each for each in taken if each.note == "On a Huawei"]
    assert abs(reply.at - written_at) < MINUTES
    assert [each for each in history(workspace) if each[0] in (Event.AMEND, Event.REMOVE)] == [
        (Event.AMEND, "Before, and after"),
        (Event.REMOVE, ""),
    ]
    assert [each.event for each in taken].count(Event.ANSWER) == 1
    assert any("On a Huawei" in each.plain for each in card.thread())
    assert said.refresh().shape["reactions"]
    assert workspace.look(lambda unit: unit.listening.count()) == 0

    told = len(taken)
    assert arrives(workspace, event_of(workspace, said)) == 200
    workspace.clock.move_to(workspace.clock.now() + 2 * MINUTES)
    CATCH_UP.run(workspace.steward.beat())
    assert len(history(workspace)) == told


def test_a_message_that_an_edit_or_a_deletion_overtook_is_read_as_it_stands(workspace: Workspace) -> None:
    mine, _ = filed(workspace)
    goes_away(workspace)
    said, taken_back = mine.reply("On a Huwei"), mine.reply("Never mind")
    first, second = event_of(workspace, said), event_of(workspace, taken_back)
    workspace.person("chen").edit(said, "On a Huawei")
    workspace.person("chen").delete(taken_back)

    comes_back(workspace, after=MINUTES)  # so soon that Slack itself repeats what was not heard
    assert [arrives(workspace, second), arrives(workspace, first)] == [200, 200]

    assert [each for each in history(workspace) if each[0] is not Event.FILE] == [
        (Event.REPLY, "On a Huawei")
    ]


def test_a_line_that_is_cut_is_there_again(workspace: Workspace) -> None:
    mine, _ = filed(workspace)
    workspace.settle()

    workspace.sandbox.faults.drop_sockets()
    workspace.wait_until(lambda: not workspace.sandbox.connections())
    workspace.wait_until(lambda: workspace.sandbox.connections() == 1, timeout=30.0)
    mine.reply("Still there?")

    workspace.wait_until(lambda: (Event.REPLY, "Still there?") in history(workspace))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_written_while_processes_come_and_go_is_taken_up_once(
    workspace: Workspace, seed: int
) -> None:
    mine, _ = filed(workspace)
    chance, written, is_over = random.Random(seed), [], threading.Event()

    def write() -> None:
        while not is_over.wait(0.03):
            written.append(mine.reply(f"Reply {len(written)}").text)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(5):
            CATCH_UP.run(workspace.steward.beat())
            time.sleep(chance.uniform(0.1, 0.6))
            workspace.steward.stop()
            time.sleep(chance.uniform(0.1, 0.6))
            workspace.clock.move_to(workspace.clock.now() + chance.uniform(3, 20) * MINUTES)
            workspace.local._attach()
            assert workspace.local.steward is not None
            workspace.steward = workspace.local.steward
            if chance.random() < 0.5:
                workspace.sandbox.faults.fail_next("conversations.replies", status=chance.choice([429, 503]))
    finally:
        is_over.set()
        writer.join()

    for _ in range(8):
        workspace.clock.move_to(workspace.clock.now() + 3 * MINUTES)
        CATCH_UP.run(workspace.steward.beat())
    assert workspace.look(lambda unit: unit.listening.count()) == 0
    notes = Counter(note for event, note in history(workspace) if event is Event.REPLY)
    assert notes == Counter(written)
