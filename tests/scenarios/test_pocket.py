"""Somebody saves what was said as evidence, wherever it was said, and uses it in their self-score."""

import pytest

from bot.sandbox import Msg
from bot.sandbox import Person as Keyboard
from bot.sandbox.state.seed import SeedChannel
from tests.scenarios.conftest import Workspace

GENERAL = "C0GENERAL"
THANKS = "Thanks for sitting down with the newcomers on Friday"


def saved(keyboard: Keyboard, message: Msg, place: str = "Teamwork, rung 3") -> None:
    keyboard.shortcut("save_as_evidence", message)
    modal = keyboard.wait_for_modal(title="Save as evidence")
    assert message.plain.splitlines()[0][:60] in modal.plain
    modal.choose("Keep it under", place)
    modal.submit()


def test_a_message_in_a_channel_is_saved_and_stands_in_the_pocket(workspace: Workspace) -> None:
    chen, wu = workspace.person("chen"), workspace.person("wu")
    said = wu.say(GENERAL, THANKS)

    saved(chen, said)

    note = chen.wait_for_message(containing="Kept under", where=GENERAL)
    assert note.plain.splitlines()[0] == "Kept under *Teamwork*, rung 3. Only you see it until you use it."
    assert wu.ephemerals(GENERAL) == []
    note.click("Open pocket")
    pocket = chen.wait_for_modal(title="Evidence pocket")
    assert THANKS in pocket.plain
    assert "Wu Min · #general · Mon 23 Nov 10:00" in pocket.plain
