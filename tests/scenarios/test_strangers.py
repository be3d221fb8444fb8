"""Somebody who is not in the organisation file calls a developer: they are pointed to the desk too."""

from datetime import timedelta

import pytest

from bot.sandbox import Msg
from bot.sandbox import Person as Keyboard
from bot.sandbox.state.workspace import User
from storage.models.people import PersonRow
from storage.models.pings import StrangerPingRow
from tests.scenarios.conftest import Workspace

GENERAL = "C0GENERAL"


def guest(workspace: Workspace, *, locale: str = "en-US", tz: str = "Europe/Berlin") -> Keyboard:
    """An account that nobody has written into the organisation file."""
    place = workspace.sandbox.workspace
    place.users["U0GUEST"] = User(
        id="U0GUEST",
        name="guest",
        real_name="A Guest",
        email="guest@elsewhere.example",
        locale=locale,
        tz=tz,
        title="",
    )
    place.channels[GENERAL].members.append("U0GUEST")
    return workspace.sandbox.person("U0GUEST")


def note(keyboard: Keyboard, containing: str = "He Jun is building") -> Msg:
    return keyboard.wait_for_message(containing=containing, where=GENERAL)


def test_a_guest_is_told_whom_to_ask_and_gets_no_button(workspace: Workspace) -> None:
    stranger = guest(workspace)

    stranger.say(GENERAL, "@he.jun the basket is empty, @he.jun")

    told = note(stranger)
    assert told.ephemeral
    assert "Sun Li takes website requests" in told.plain
    assert "Write to Sun Li, or ask a colleague here" in told.plain
    assert told.buttons == []
    workspace.settle()
    assert len(stranger.ephemerals(GENERAL)) == 1
    assert workspace.parked() == []


def test_a_guest_is_told_in_the_language_of_their_account(workspace: Workspace) -> None:
    stranger = guest(workspace, locale="zh-TW", tz="Asia/Taipei")

    stranger.say(GENERAL, "@he.jun 購物車是空的")

    assert "沒辦法直接收你的請求" in note(stranger, "Sun Li").plain


def test_an_account_that_slack_tells_nothing_of_is_told_in_the_default_language(workspace: Workspace) -> None:
    stranger = guest(workspace, locale="zh-TW")
    stranger.say(GENERAL, "hello")
    workspace.wait_until(stranger.quiet)
    workspace.sandbox.faults.fail_next("users.info", status=503)

    stranger.say(GENERAL, "@he.jun the basket is empty")

    note(stranger)


def test_what_they_wrote_is_not_kept_and_one_message_is_one_note(workspace: Workspace) -> None:
    stranger = guest(workspace)
    stranger.say(GENERAL, "@he.jun a")
    note(stranger)
    workspace.move_to(workspace.clock.now() + timedelta(minutes=10))
    stranger.say(GENERAL, "@he.jun b")
    workspace.wait_until(lambda: len(stranger.ephemerals(GENERAL)) == 2)

    rows = workspace.look(lambda unit: unit.session.query(StrangerPingRow).all())

    assert [row.slack_id for row in rows] == ["U0GUEST"] * 2
    assert "text" not in StrangerPingRow.__table__.columns


def test_somebody_who_left_and_can_write_is_pointed_there_too(workspace: Workspace) -> None:
    with workspace.store.begin() as unit:
        unit.session.get_one(PersonRow, workspace.company.colleague.id).left_on = workspace.clock.now().date()

    workspace.person("wu").say(GENERAL, "@he.jun the basket is empty")

    assert "ask a colleague here" in note(workspace.person("wu")).plain


@pytest.mark.parametrize("words", ["the basket is empty", "@sun.li look", "@he.jun URGENT: nobody can pay"])
def test_these_pass(workspace: Workspace, words: str) -> None:
    stranger = guest(workspace)

    stranger.say(GENERAL, words)

    workspace.wait_until(stranger.quiet)
    workspace.settle()
    assert stranger.ephemerals(GENERAL) == []


def test_a_guests_command_is_refused_kindly(workspace: Workspace) -> None:
    told = guest(workspace).command("/website-issue", "the basket is empty", channel=GENERAL)

    assert "Ask HR to add you" in told[0].plain
