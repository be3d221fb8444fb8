"""Whoever is on leave says so, in their own words or by their status, and is back by one click."""

from bot.local.seeding import slack_id
from tests.scenarios.conftest import Workspace


def test_leave_is_said_in_words_shown_at_home_and_ended_by_a_click(workspace: Workspace) -> None:
    chen = workspace.person("chen")

    [answer] = chen.command("/review", "away until 1 Dec")
    assert "You are away from Mon 23 Nov until Tue 1 Dec; Wed 2 Dec is your next working day." in answer.plain
    assert "due dates stay" in answer.plain
    home = chen.home()
    assert "Away" in home.plain
    assert "until Tue 1 Dec" in home.plain
    home.click("I am back")
    chen.wait_until(lambda: "until Tue 1 Dec" not in chen.home().plain, what="the leave to be over")
    [refused] = chen.command("/review", "away until 10/12")
    assert "“10/12” can be Thu 10 Dec or Mon 12 Oct. Write 2026-12-10 or 2026-10-12" in refused.plain
    [planned] = chen.command("/review", "away from 21 Dec until 24 Dec")
    assert "Away from Mon 21 Dec until Thu 24 Dec" in planned.plain
    planned.click("Take it back")
    chen.wait_until(
        lambda: "You are not away." in chen.ephemerals(chen.app)[-1].plain, what="nothing planned"
    )


def test_a_status_of_leave_is_leave_until_it_is_cleared(workspace: Workspace) -> None:
    chen, colleague = workspace.person("chen"), workspace.colleague("chen")

    workspace.sandbox.change_user(slack_id(colleague), status_emoji=":palm_tree:", status_text="Vacationing")
    chen.wait_until(chen.quiet, what="the app to hear of the status")
    [away] = chen.command("/review", "away")
    workspace.sandbox.change_user(slack_id(colleague), status_emoji="", status_text="")
    chen.wait_until(chen.quiet, what="the app to hear of the status")
    [back] = chen.command("/review", "away")

    assert "You are away from Mon 23 Nov on" in away.plain
    assert "from your status in Slack" in away.plain
    assert "You are not away." in back.plain
