"""The end of a request: the requester settles it with one tap, says how it went, or says nothing."""

from datetime import datetime

import pytest

from bot.domain.intake.way import State
from bot.sandbox import Msg
from tests.scenarios.conftest import Workspace
from tests.scenarios.test_website_issue import drafts, filed, step

YES = "Yes, it is settled"


def done(workspace: Workspace) -> Msg:
    """The requester's card of a request that is done."""
    chen = workspace.person("chen")
    mine, _ = filed(workspace)
    step(workspace, "Accept…", None, label="Anything to add?")
    workspace.settle()
    step(workspace, "Mark as done…", "The basket is kept now.", label="What has changed?")
    chen.wait_for_message(containing="The basket is kept now.", thread=mine)
    workspace.settle()
    return mine.refresh()


@pytest.mark.parametrize("is_plain", [False, True])
def test_one_tap_settles_it_and_another_says_how_it_went(workspace: Workspace, is_plain: bool) -> None:
    chen, sun = workspace.person("chen"), workspace.person("sun")
    mine = done(workspace)
    assert mine.buttons == [YES, "Reopen…", "Read all…"]
    if is_plain:  # a workspace that does not take the newest blocks
        workspace.sandbox.faults.refuse_next("chat.postMessage", "invalid_blocks")

    mine.click(YES)
    asked = chen.wait_for_message(containing="Are you satisfied with how it went?", thread=mine)
    assert asked.buttons == ["Satisfied", "Not satisfied"]
    assert [block["type"] for block in asked.blocks][1] == ("actions" if is_plain else "context_actions")
    asked.click("Not satisfied")
    workspace.settle()
    asked.refresh().click("Add words…")
    form = chen.wait_for_modal(containing="What went well, what did not?")
    form.fill("What went well, what did not?", "Two days for")
    form.close()
    workspace.wait_until(lambda: workspace.look(lambda unit: drafts(unit, workspace, "chen", "satisfaction")))
    asked.click("Add words…")
    form = chen.wait_for_modal(containing="What went well, what did not?")
    assert form.value("What went well, what did not?") == "Two days for"
    form.fill("What went well, what did not?", "Two days for one line.")
    form.submit()

    told = sun.wait_for_message(containing="Chen Jie is not satisfied")
    assert "Two days for one line." in told.plain
    assert "Two days" not in told.text
    workspace.settle()
    assert "You are not satisfied" in asked.refresh().plain
    assert mine.refresh().buttons == ["Reopen…", "Read all…", "Make it private…"]
    assert "#1 is settled, you say" in mine.plain
    assert workspace.parked() == []


@pytest.mark.soak
def test_whoever_says_nothing_is_asked_once_more_and_it_is_closed_until_it_is_too_late(
    workspace: Workspace,
) -> None:
    chen = workspace.person("chen")
    mine = done(workspace)
    workspace.move_to(datetime.fromisoformat("2026-11-27T10:00+08:00"))
    again = chen.wait_for_message(containing="Is it settled? Without a word", thread=mine)
    assert again.buttons == [YES, "Reopen…"]
    assert len([each for each in mine.thread() if "Is it settled? Without" in each.plain]) == 1

    workspace.move_to(datetime.fromisoformat("2026-12-02T10:00+08:00"))
    chen.wait_for_message(containing="You did not say whether it is settled; that is no harm", thread=mine)
    workspace.settle()
    assert again.refresh().buttons == []
    assert mine.refresh().buttons == ["Reopen…", "Read all…", "Make it private…"]
    assert workspace.look(lambda unit: unit.requests.look(1).state) is State.UNCONFIRMED

    workspace.move_to(datetime.fromisoformat("2026-12-17T10:00+08:00"))
    workspace.settle()
    assert mine.refresh().buttons == ["Report it again…", "Read all…", "Make it private…"]
