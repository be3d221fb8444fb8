"""Developers in peace: focus, who may mention them all the same, where, and what is told of it."""

from datetime import timedelta

import pytest

from bot.domain.policy import Intake, Policy
from bot.sandbox import Msg
from storage.models.pings import DeflectedPingRow
from tests.scenarios.conftest import Workspace

GENERAL, MARKETING = "C0GENERAL", "C0MARKETING"


@pytest.fixture
def policy() -> Policy:
    return Policy(intake=Intake(incident_channels=("#marketing",), developer_groups=("web-devs",)))


def told(workspace: Workspace, surname: str, words: str) -> Msg:
    return workspace.person(surname).wait_for_message(containing=words, where=GENERAL)


def heard_nothing(workspace: Workspace, surname: str, where: str = GENERAL) -> bool:
    keyboard = workspace.person(surname)
    workspace.wait_until(keyboard.quiet)
    workspace.settle()
    return keyboard.ephemerals(where) == []


def test_in_focus_even_those_who_normally_pass_are_told_until_when(workspace: Workspace) -> None:
    he = workspace.person("he")
    [answer] = he.command("/intake", "focus until 15:00")
    assert "You are in focus until 15:00." in answer.plain

    workspace.person("lin").say(GENERAL, "@he.jun lunch?")
    note = told(workspace, "lin", "He Jun is in focus until 15:00 and reads your message after that.")
    assert "Sun Li takes website requests" in note.plain
    workspace.person("sun").say(GENERAL, "@he.jun the basket, as discussed")
    own = told(workspace, "sun", "He Jun is in focus until 15:00")
    assert own.buttons == ["It is an emergency"]
    workspace.person("wu").say(GENERAL, "@he.jun URGENT: nobody can pay")
    assert heard_nothing(workspace, "wu")

    he.command("/intake", "focus off")
    workspace.move_to(workspace.clock.now() + timedelta(minutes=11))
    workspace.person("lin").say(GENERAL, "@he.jun and now?")
    workspace.wait_until(workspace.person("lin").quiet)
    workspace.settle()
    assert len(workspace.person("lin").ephemerals(GENERAL)) == 1


def test_focus_begins_on_home_and_ends_by_itself(workspace: Workspace) -> None:
    he = workspace.person("he")
    he.home().click("Focus for 2 hours")
    workspace.wait_until(lambda: "In focus until 12:00." in he.home().plain)

    workspace.move_to(workspace.clock.now() + timedelta(hours=2, minutes=1))

    workspace.wait_until(lambda: "Focus for 2 hours" in he.home().buttons)


def test_a_colleague_on_the_list_may_always_mention_them(workspace: Workspace) -> None:
    he = workspace.person("he")
    he.home().click("Change who…")
    modal = he.wait_for_modal(title="Who may mention me")
    modal.choose("Colleagues", "Chen Jie")
    modal.submit()
    workspace.wait_until(lambda: "May always mention you: Chen Jie." in he.home().plain)

    workspace.person("chen").say(GENERAL, "@he.jun the basket is empty")
    workspace.person("wu").say(GENERAL, "@he.jun the basket is empty")

    told(workspace, "wu", "He Jun is building.")
    assert heard_nothing(workspace, "chen")


def test_where_there_is_an_incident_nobody_is_pointed_away(workspace: Workspace) -> None:
    workspace.person("chen").say(MARKETING, "@he.jun the basket is empty")

    assert heard_nothing(workspace, "chen", MARKETING)


def test_a_group_of_developers_is_named_in_the_note(workspace: Workspace) -> None:
    chen = workspace.person("chen")
    chen.say(GENERAL, "@web-devs the basket is empty")

    note = told(workspace, "chen", "@web-devs are building.")
    note.click("Send this to Sun Li…")

    assert (
        chen.wait_for_modal(title="Website issue").value("What happened?") == "@web-devs the basket is empty"
    )


def test_a_note_that_led_to_a_request_says_so(workspace: Workspace) -> None:
    chen = workspace.person("chen")
    chen.say(GENERAL, "@he.jun the basket is empty")
    note = told(workspace, "chen", "He Jun is building.")
    assert "Wrote a developer in a direct message?" in note.plain
    note.click("Send this to Sun Li…")
    modal = chen.wait_for_modal(title="Website issue")
    modal.choose("How urgent is it?", "Today")
    modal.submit()

    sent = told(workspace, "chen", "Sent as #1 to Sun Li. You hear of it in your messages.")

    assert sent.buttons == []
    assert len(chen.ephemerals(GENERAL)) == 1
    assert workspace.look(lambda unit: unit.session.query(DeflectedPingRow).one().request_id) == 1


def test_a_note_that_slack_does_not_let_be_changed_stays_and_nothing_else_is_said(
    workspace: Workspace,
) -> None:
    chen = workspace.person("chen")
    chen.say(GENERAL, "@he.jun the basket is empty")
    told(workspace, "chen", "He Jun is building.").click("Send this to Sun Li…")
    modal = chen.wait_for_modal(title="Website issue")
    modal.choose("How urgent is it?", "Today")
    workspace.sandbox.faults.fail_next("response_url", n=1, status=404)
    modal.submit()

    workspace.person("sun").wait_for_message(containing="the basket is empty", where="C0REQUESTS")
    workspace.settle()
    assert [each.plain.splitlines()[0] for each in chen.ephemerals(GENERAL)] == ["He Jun is building."]
    assert workspace.parked() == []


def test_whoever_wants_it_hears_once_a_week_how_many_were_kept_away(workspace: Workspace) -> None:
    he, sun, chen = workspace.person("he"), workspace.person("sun"), workspace.person("chen")
    he.home().click("Tell me once a week")
    sun.command("/intake", "pings weekly on")
    chen.say(GENERAL, "@he.jun the basket is empty")
    chen.say(GENERAL, "@he.jun really")
    workspace.wait_until(
        lambda: workspace.look(lambda unit: unit.session.query(DeflectedPingRow).count()) == 2
    )
    workspace.settle()

    workspace.move_to(workspace.clock.now() + timedelta(days=4, hours=6, minutes=5))

    week = he.wait_for_message(containing="This week 2 messages were pointed to the desk instead of you.")
    assert "None became a request." in week.plain
    assert "Chen" not in week.plain
    sun.wait_for_message(containing="This week 2 messages to developers were pointed to the desk")


def test_under_a_requests_card_developers_are_left_in_peace_too(workspace: Workspace) -> None:
    chen, wu = workspace.person("chen"), workspace.person("wu")
    chen.command("/website-issue", "the basket is empty")
    modal = chen.wait_for_modal(title="Website issue")
    modal.choose("How urgent is it?", "Today")
    modal.submit()
    card = workspace.person("sun").wait_for_message(containing="the basket is empty", where="C0REQUESTS")

    wu.say("C0REQUESTS", "@he.jun do you know this?", thread_ts=card.ts)

    note = wu.wait_for_message(containing="He Jun is building.", thread=card)
    assert note.ephemeral
