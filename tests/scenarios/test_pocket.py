"""Somebody saves what was said as evidence, wherever it was said, and uses it in their self-score."""

import re

from bot.sandbox import Msg
from bot.sandbox import Person as Keyboard
from tests.scenarios.conftest import Workspace

GENERAL, RANDOM = "C0GENERAL", "C0RANDOM"
"""Steward is in the first one alone."""
THANKS = "Thanks for sitting down with the newcomers on Friday"
KEPT = "Kept under *Teamwork*, rung 3. Only you see it until you use it."


def saved(keyboard: Keyboard, message: Msg, place: str = "Teamwork, rung 3") -> None:
    keyboard.shortcut("save_as_evidence", message)
    modal = keyboard.wait_for_modal(title="Save as evidence")
    assert message.plain.splitlines()[0][:60] in modal.plain
    modal.choose("Keep it under", place)
    modal.submit()


def pocket(keyboard: Keyboard) -> str:
    """What stands in it."""
    keyboard.command("/review", "pocket")
    modal = keyboard.wait_for_modal(title="Evidence pocket")
    shown = modal.plain
    modal.close()
    return shown


def test_a_message_in_a_channel_is_saved_for_its_keepers_eyes_alone(workspace: Workspace) -> None:
    chen, wu = workspace.person("chen"), workspace.person("wu")
    said = wu.say(GENERAL, THANKS)

    saved(chen, said)

    note = chen.wait_for_message(containing="Kept under", where=GENERAL)
    assert note.plain.splitlines()[0] == KEPT
    assert wu.ephemerals(GENERAL) == []
    assert len(chen.channel(GENERAL)) == len(wu.channel(GENERAL)) + 1
    note.click("Open pocket")
    mine = chen.wait_for_modal(title="Evidence pocket")
    assert THANKS in mine.plain
    assert "Wu Min · #general · Mon 23 Nov 10:00" in mine.plain
    assert THANKS not in pocket(wu)
    assert "Nothing in it yet" in pocket(workspace.person("liu"))
    workspace.settle()
    assert workspace.person("liu").dm() == []


def test_where_steward_is_not_it_is_kept_with_what_the_shortcut_carries(workspace: Workspace) -> None:
    chen, wu = workspace.person("chen"), workspace.person("wu")
    direct = wu.say("U0CHEN", "Between us: you saved that launch", files={"plan.pdf": b"%PDF"})
    reply = wu.say(RANDOM, "And she stayed late", thread_ts=wu.say(RANDOM, "The launch went well").ts)

    saved(chen, direct)
    assert chen.wait_for_message(containing="Kept under", where=direct.channel).ephemeral
    saved(chen, reply)
    assert chen.wait_for_message(containing="Kept under", where=RANDOM).ephemeral
    wu.edit(reply, "And he stayed late")
    wu.delete(direct)
    workspace.wait_until(wu.quiet)

    mine = pocket(chen)
    assert "Between us: you saved that launch\nWu Min · a direct message · Mon 23 Nov 10:00\n1 file" in mine
    assert "And she stayed late\nWu Min · #random" in mine
    assert "edited" not in mine, "nobody told Steward"
    assert "deleted" not in mine


def test_a_copy_says_what_became_of_its_message(workspace: Workspace) -> None:
    chen, wu = workspace.person("chen"), workspace.person("wu")
    edited, deleted = wu.say(GENERAL, THANKS), wu.say(GENERAL, "Gone by tomorrow")
    for each in (edited, deleted):
        saved(chen, each)

    wu.edit(edited, "Thanks for nothing")
    wu.delete(deleted)
    workspace.wait_until(lambda: "was deleted on" in pocket(chen))

    mine = pocket(chen)
    assert THANKS in mine
    assert "Thanks for nothing" not in mine
    assert re.search(r"The message was edited on Mon 23 Nov 10:0\d; this is what it said before\.", mine)
    assert re.search(r"The message was deleted on Mon 23 Nov 10:0\d; this copy stays\.", mine)


def test_a_message_that_is_deleted_while_its_form_is_open_is_kept_all_the_same(workspace: Workspace) -> None:
    chen, wu = workspace.person("chen"), workspace.person("wu")
    said = wu.say(GENERAL, THANKS)
    chen.shortcut("save_as_evidence", said)
    form = chen.wait_for_modal(title="Save as evidence")
    wu.delete(said)

    form.submit()
    assert form.errors == {"Keep it under": "Choose under what it is kept, or write a heading of your own."}
    form.fill("Or under a heading of your own", "Mentoring")
    form.submit()

    note = chen.wait_for_message(containing="Kept under", where=GENERAL)
    assert "has been deleted meanwhile; your copy stays" in note.plain
    assert THANKS in pocket(chen)


def test_saving_twice_keeps_once_and_says_where(workspace: Workspace) -> None:
    chen = workspace.person("chen")
    said = workspace.person("wu").say(GENERAL, THANKS)
    saved(chen, said)

    chen.shortcut("save_as_evidence", said)
    again = chen.wait_for_modal(containing="You kept this message on")
    assert "under *Teamwork*, rung 3" in again.plain
    again.choose("Keep it under", "Shop-wide conversion")
    again.submit()

    assert "*Shop-wide conversion* · 1" in pocket(chen)
    assert pocket(chen).count(THANKS) == 1


def test_a_case_is_written_moved_annotated_removed_and_put_back(workspace: Workspace) -> None:
    chen = workspace.person("chen")
    chen.command("/review", "pocket")
    mine = chen.wait_for_modal(title="Evidence pocket")
    mine.click("Write one…")
    form = chen.wait_for_modal(title="Write a case")
    form.fill("What happened", "Stayed with the branch until the shop was up")
    form.fill("Or under a heading of your own", "Branches")
    form.submit()
    chen.wait_until(lambda: "*Branches* · 1" in mine.plain)

    mine.choose_overflow("Move…")
    moving = chen.wait_for_modal(title="Move a case")
    moving.choose("Keep it under", "Teamwork, rung 4")
    moving.submit()
    chen.wait_until(lambda: "*Teamwork*, rung 4 · 1" in mine.plain)

    mine.choose_overflow("Edit note…")
    noting = chen.wait_for_modal(title="Your note")
    noting.fill("A note for yourself", "ask He Jun")
    noting.submit()
    chen.wait_until(lambda: "Your note: ask He Jun" in mine.plain)

    mine.choose_overflow("Remove…")
    chen.wait_for_modal(title="Remove a case").submit()
    chen.wait_until(lambda: "Nothing in it yet" in mine.plain)
    mine.click("Undo")
    chen.wait_until(lambda: "Your note: ask He Jun" in mine.plain)


def quarter_opens(workspace: Workspace) -> None:
    workspace.person("zhou").command("/review", "open 2026Q4")
    due = workspace.steward.next_due(after=workspace.clock.now())
    if due is not None:
        workspace.move_to(due)
    workspace.settle()


def test_what_was_kept_is_used_in_the_self_score_and_reaches_the_manager(workspace: Workspace) -> None:
    chen, wu = workspace.person("chen"), workspace.person("wu")
    saved(chen, wu.say(GENERAL, THANKS))
    saved(chen, wu.say(GENERAL, "Conversion is up since your new landing page"), "Shop-wide conversion")
    quarter_opens(workspace)

    chen.wait_for_message(containing="Score yourself by").click("Score myself…")
    form = chen.wait_for_modal(title="Score yourself")
    form.fill("Shop-wide conversion: figure reached", "3.8 %")
    form.select("Use one…", "Mon 23 Nov: Conversion is up")
    shows = "Shop-wide conversion: what shows it"
    chen.wait_until(lambda: shows in form.fields)
    assert form.value("Shop-wide conversion: figure reached") == "3.8 %"
    assert form.value(shows).startswith(
        "Conversion is up since your new landing page\n(Wu Min, Mon 23 Nov) http"
    )
    form.fill("Dwell time: figure reached", "2 min")
    for kpi in ("Shop-wide conversion", "Dwell time"):
        form.choose(f"{kpi}: score", "3.5 ·")
    form.submit()
    chen.wait_until(lambda: "Customer first: how far up?" in form.fields)
    form.choose("Customer first: how far up?", "2.")
    chen.wait_until(lambda: "Customer first: rung 3" in form.fields)
    form.choose("Customer first: rung 3", "Met in part")
    form.choose("Teamwork: how far up?", "3.")
    chen.wait_until(lambda: "Teamwork: a convincing case for it" in form.fields)
    form.fill("Teamwork: a convincing case for it", "Every Friday.")
    form.select("Use one…", "Mon 23 Nov: Thanks for sitting down")
    chen.wait_until(lambda: THANKS in (form.value("Teamwork: a convincing case for it") or ""))
    assert form.value("Teamwork: a convincing case for it").startswith(f"Every Friday.\n\n{THANKS}\n(Wu Min")
    form.submit()
    chen.wait_until(lambda: "Anything else that Liu Yang should know" in form.fields)
    assert "Conversion is up since your new landing page" in form.plain
    form.submit()

    card = workspace.person("liu").wait_for_message(containing="Conversion is up since your new landing page")
    assert "Every Friday." in card.plain
    assert pocket(chen).count("Used in 2026 Q4") == 2


def test_files_are_kept_as_they_were_and_come_back_to_whoever_kept_them(workspace: Workspace) -> None:
    chen, wu = workspace.person("chen"), workspace.person("wu")
    files = {"plan.pdf": b"%PDF as it was", "chart.png": b"\x89PNG as it was"}
    said = wu.say(GENERAL, THANKS, files=files)
    direct = wu.say("U0CHEN", "Between us", files={"private.pdf": b"%PDF between us"})
    for each in (said, direct):
        saved(chen, each)
    at_first = pocket(chen)  # the heart may have beaten in between
    assert at_first.count("being fetched") + at_first.count("contents kept") == 2

    workspace.steward.tick()
    wu.delete_file(said.shape["files"][0]["id"])

    mine = pocket(chen)
    assert "2 files, contents kept" in mine
    assert "1 file, by name only" in mine
    chen.command("/review", "pocket")
    opened = chen.wait_for_modal(title="Evidence pocket")
    opened.choose_overflow("Read all…", near=THANKS)
    case = chen.wait_for_modal(title="A case")
    assert "plan.pdf (1 kB): its contents are kept" in case.plain
    case.click("Send me the file", near="plan.pdf")
    chen.wait_until(lambda: "on its way to your messages with Steward" in case.plain)
    copy = chen.wait_for_message(containing="From your evidence pocket, as you asked.")
    (file,) = copy.shape["files"]
    assert file["name"] == "plan.pdf"
    assert workspace.sandbox.workspace.files[file["id"]].content == b"%PDF as it was"
    assert wu.dm() == []
    case.close()

    opened.choose_overflow("Read all…", near="Between us")
    unseen = chen.wait_for_modal(title="A case")
    assert "private.pdf (1 kB): only its name could be kept: Steward cannot see it" in unseen.plain
    assert "Send me the file" not in unseen.plain
