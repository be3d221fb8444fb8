"""Somebody saves what was said as evidence, wherever it was said, and uses it in their self-score."""

from bot.sandbox import Msg
from bot.sandbox import Person as Keyboard
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


def quarter_opens(workspace: Workspace) -> None:
    workspace.person("zhou").command("/review", "open 2026Q4")
    workspace.settle()
    due = workspace.steward.next_due(after=workspace.clock.now())
    if due is not None:
        workspace.move_to(due)
        workspace.settle()


def test_what_was_kept_is_used_in_the_self_score(workspace: Workspace) -> None:
    chen, wu = workspace.person("chen"), workspace.person("wu")
    saved(chen, wu.say(GENERAL, THANKS))
    saved(chen, wu.say(GENERAL, "Conversion is up since your new landing page"), "Shop-wide conversion")
    quarter_opens(workspace)

    chen.wait_for_message(containing="Score yourself by").click("Score myself…")
    form = chen.wait_for_modal(title="Score yourself")
    form.fill("Shop-wide conversion: figure reached", "3.8 %")
    form.select("Use one…", "Mon 23 Nov: Conversion is up")
    chen.wait_until(lambda: "Shop-wide conversion: what shows it" in form.fields)

    assert form.value("Shop-wide conversion: figure reached") == "3.8 %"
    assert "Conversion is up since your new landing page\n(Wu Min, Mon 23 Nov)" in form.value(
        "Shop-wide conversion: what shows it"
    )
    print(form.plain)
