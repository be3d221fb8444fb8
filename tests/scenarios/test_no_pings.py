"""Story 5: whoever pings a developer gets a kind note, with the form a click away."""

from datetime import timedelta

import pytest

from bot.sandbox import Msg, NotAcknowledged
from storage.models.people import PersonRow
from storage.models.pings import DeflectedPingRow
from tests.scenarios.conftest import Workspace

GENERAL = "C0GENERAL"
DESK = "C0REQUESTS"
NOTE = "He Jun is building.\nSun Li takes website requests and answers within the hour."


def note(workspace: Workspace, surname: str = "chen") -> Msg:
    return workspace.person(surname).wait_for_message(containing="He Jun is building", where=GENERAL)


def heard_nothing(workspace: Workspace, surname: str) -> bool:
    keyboard = workspace.person(surname)
    workspace.wait_until(keyboard.quiet)
    workspace.settle()
    return keyboard.ephemerals(GENERAL) == []


def test_only_the_writer_sees_a_note_whose_button_sends_their_text(workspace: Workspace) -> None:
    chen, sun = workspace.person("chen"), workspace.person("sun")
    chen.say(GENERAL, "@he.jun the basket is empty & cold")

    told = note(workspace)
    assert NOTE in told.plain
    assert told.ephemeral
    assert told.buttons == ["Send this to Sun Li…", "It is an emergency"]
    assert workspace.person("he").ephemerals(GENERAL) == []

    told.click("Send this to Sun Li…")
    modal = chen.wait_for_modal(title="Website issue")
    assert modal.value("What happened?") == "@He Jun the basket is empty & cold"
    modal.choose("How urgent is it?", "Today")
    modal.submit()

    card = sun.wait_for_message(containing="the basket is empty & cold", where=DESK)
    assert "the message it was made of" in card.plain
    assert workspace.parked() == []


def test_an_emergency_passes_with_what_to_do(workspace: Workspace) -> None:
    workspace.person("chen").say(GENERAL, "@he.jun nobody can pay")

    note(workspace).click("It is an emergency")

    passed = workspace.person("chen").wait_for_message(
        containing="Your message to He Jun stands.", where=GENERAL
    )
    assert "phone He Jun or Sun Li" in passed.plain
    assert "urgent" in passed.plain
    assert passed.buttons == []
    assert len(workspace.person("chen").ephemerals(GENERAL)) == 1


def test_a_ping_in_a_thread_is_answered_in_that_thread(workspace: Workspace) -> None:
    chen = workspace.person("chen")
    root = workspace.person("wu").say(GENERAL, "Who knows about the basket?")
    chen.say(GENERAL, "@he.jun does", thread_ts=root.ts)

    told = chen.wait_for_message(containing="He Jun is building", thread=root)

    assert told.ephemeral
    assert chen.ephemerals(GENERAL) == []


@pytest.mark.parametrize(
    ("surname", "text"),
    [
        ("chen", "the basket is empty"),
        ("chen", "@wu.min the basket is empty"),
        ("chen", "@sun.li the basket is empty"),
        ("chen", "@he.jun URGENT: nobody can pay"),
        ("chen", "@he.jun 紧急，付不了款"),
        ("sun", "@he.jun the basket, as discussed"),
        ("lin", "@he.jun lunch?"),
        ("he", "@he.jun will look"),
    ],
)
def test_these_pass(workspace: Workspace, surname: str, text: str) -> None:
    workspace.person(surname).say(GENERAL, text)

    assert heard_nothing(workspace, surname)


def test_a_developer_who_switched_it_off_may_be_asked(workspace: Workspace) -> None:
    with workspace.store.begin() as unit:
        unit.session.get_one(PersonRow, workspace.company.developer.id).open_to_pings = True

    workspace.person("chen").say(GENERAL, "@he.jun the basket is empty")

    assert heard_nothing(workspace, "chen")


def test_out_of_hours_the_note_says_when_an_answer_comes(workspace: Workspace) -> None:
    workspace.move_to(workspace.clock.now() + timedelta(hours=9))

    workspace.person("chen").say(GENERAL, "@he.jun the basket is empty")

    assert "answers by Tue 24 Nov 10:00" in note(workspace).plain


def test_two_mentions_in_ten_minutes_are_one_note_and_both_count(workspace: Workspace) -> None:
    chen = workspace.person("chen")
    root = chen.say(GENERAL, "@he.jun the basket is empty, @he.jun")
    note(workspace)
    chen.say(GENERAL, "@he.jun and the search is slow", thread_ts=root.ts)
    workspace.wait_until(
        lambda: workspace.look(lambda unit: unit.session.query(DeflectedPingRow).count()) == 2
    )
    workspace.settle()
    assert len(chen.ephemerals(GENERAL)) == 1
    assert [each.ephemeral for each in chen.thread(GENERAL, root.ts)] == [False, False]

    workspace.move_to(workspace.clock.now() + timedelta(minutes=10))
    chen.say(GENERAL, "@he.jun and now?")

    workspace.wait_until(lambda: len(chen.ephemerals(GENERAL)) == 2)


def test_an_emergency_that_slack_does_not_take_is_no_silent_success(workspace: Workspace) -> None:
    workspace.person("chen").say(GENERAL, "@he.jun nobody can pay")
    shown = note(workspace)
    workspace.sandbox.faults.fail_next("response_url", n=2, status=500)

    with pytest.raises(NotAcknowledged):
        shown.click("It is an emergency")

    note(workspace).click("It is an emergency")
    workspace.person("chen").wait_for_message(containing="Your message to He Jun stands.", where=GENERAL)
