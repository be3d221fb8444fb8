"""Slack does not open a form: it is tried once more, and what was said to get it is not lost."""

from collections.abc import Callable

import pytest

from bot.sandbox import Modal
from bot.sandbox.state.faults import Faults
from tests.scenarios.conftest import Workspace

GENERAL = "C0GENERAL"
WORDS = "the basket is empty"

Fault = Callable[[Faults], None]
ONCE: dict[str, Fault] = {
    "away": lambda faults: faults.fail_next("views.open", status=503),
    "busy": lambda faults: faults.fail_next("views.open", status=429, retry_after=1),
    "cut off": lambda faults: faults.drop_connections("views.open"),
}
FOR_LONGER: dict[str, Fault] = {
    "away": lambda faults: faults.fail_next("views.open", n=2, status=503),
    "busy": lambda faults: faults.fail_next("views.open", status=429, retry_after=30),
}


def offered(workspace: Workspace) -> Modal:
    """The form as it opens the next time."""
    chen = workspace.person("chen")
    chen.command("/website-issue")
    return chen.wait_for_modal(title="Website issue")


@pytest.mark.parametrize("fault", ONCE)
def test_a_form_opens_although_slack_stumbles_once(workspace: Workspace, fault: str) -> None:
    chen = workspace.person("chen")
    ONCE[fault](workspace.sandbox.faults)

    chen.command("/website-issue", WORDS, channel=GENERAL)

    assert chen.wait_for_modal(title="Website issue").value("What happened?") == WORDS


@pytest.mark.parametrize("fault", FOR_LONGER)
def test_words_behind_a_command_are_shown_and_offered_again(workspace: Workspace, fault: str) -> None:
    chen = workspace.person("chen")
    FOR_LONGER[fault](workspace.sandbox.faults)

    chen.command("/website-issue", WORDS, channel=GENERAL)

    told = chen.wait_for_message(containing="Slack did not open the form just now", where=GENERAL)
    assert f"> {WORDS}" in told.plain
    assert offered(workspace).value("What happened?") == WORDS


def test_a_message_sent_to_the_desk_is_offered_again(workspace: Workspace) -> None:
    chen = workspace.person("chen")
    message = chen.say(GENERAL, WORDS)
    FOR_LONGER["away"](workspace.sandbox.faults)

    chen.shortcut("send_to_product_manager", message)

    told = chen.wait_for_message(containing="Slack did not open the form just now", where=GENERAL)
    assert f"> {WORDS}" in told.plain
    assert offered(workspace).value("What happened?") == WORDS


def test_the_words_of_a_ping_are_offered_again(workspace: Workspace) -> None:
    chen = workspace.person("chen")
    chen.say(GENERAL, f"@he.jun {WORDS}")
    note = chen.wait_for_message(containing="He Jun is building", where=GENERAL)
    FOR_LONGER["away"](workspace.sandbox.faults)

    note.click("Send this to Sun Li…")

    chen.wait_for_message(containing=f"> @He Jun {WORDS}", where=GENERAL)
    assert offered(workspace).value("What happened?") == f"@He Jun {WORDS}"


def test_a_form_without_words_says_so_and_opens_the_next_time(workspace: Workspace) -> None:
    chen = workspace.person("chen")
    FOR_LONGER["away"](workspace.sandbox.faults)

    chen.command("/website-issue", channel=GENERAL)

    told = chen.wait_for_message(containing="Slack did not open the form just now", where=GENERAL)
    assert "please try again" in told.plain
    assert offered(workspace).value("What happened?") is None
