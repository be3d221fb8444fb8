"""The desk sorts what comes in: known answers, duplicates, two things in one, and steps taken back."""

from datetime import timedelta

from bot.sandbox import Msg
from tests.scenarios.conftest import MONDAY, Workspace
from tests.scenarios.test_website_issue import ANSWER, DESK, fill_in, filled_desk_form, press, replies

HOW_TO = "Reload the page twice."


def file(workspace: Workspace, surname: str, number: int, happened: str) -> tuple[Msg, Msg]:
    """Somebody's request, which is sent whatever is known already: their own card, and the desk's."""
    keyboard = workspace.person(surname)
    keyboard.command("/website-issue")
    fill_in(keyboard.wait_for_modal(title="Website issue"), happened=happened).submit()
    if known := keyboard.modal():
        assert known.title == "Known already?"
        known.submit()
    mine = keyboard.wait_for_message(containing=f"#{number} ")
    return mine, workspace.person("sun").wait_for_message(containing=f"#{number} · ", where=DESK)


def test_an_answer_is_kept_and_given_to_the_next_with_three_clicks(workspace: Workspace) -> None:
    sun, wu = workspace.person("sun"), workspace.person("wu")
    _, card = file(workspace, "chen", 1, "The basket is empty.")
    card.click(ANSWER)
    form = sun.wait_for_modal(title="Answer #1")
    form.fill("How does it work?", HOW_TO)
    form.choose("For whoever asks next", ["Keep as a known answer"])
    form.fill("Short name", "!basket")
    form.submit()
    assert not form.is_open

    mine, card = file(workspace, "wu", 2, "Nothing in my basket.")
    card.click(ANSWER)
    form = sun.wait_for_modal(title="Answer #2")
    form.fill("How does it work?", "Dear Wu Min,")
    form.choose("Known answers", "The basket is empty.")
    sun.wait_until(lambda: HOW_TO in str(sun.modal().value("How does it work?")))  # type: ignore[union-attr]
    form = sun.wait_for_modal(title="Answer #2")
    assert form.value("How does it work?") == f"Dear Wu Min,\n\n{HOW_TO}"
    form.submit()

    wu.wait_for_message(containing=HOW_TO, thread=mine)
    assert [(each.name, each.uses) for each in workspace.look(lambda unit: unit.known_answers.listed())] == [
        ("basket", 1)
    ]


def test_a_macro_in_the_cards_thread_sends_a_kept_answer(workspace: Workspace) -> None:
    chen, sun = workspace.person("chen"), workspace.person("sun")
    mine, card = file(workspace, "chen", 1, "The basket is empty.")
    sun.command("/intake", "answers")
    sun.wait_for_modal(title="Known answers").click("Add…")
    form = sun.wait_for_modal(title="New answer")
    form.fill("The question", "Where is my basket?")
    form.fill("How does it work?", HOW_TO)
    form.choose("Its language", "English")
    form.fill("Short name", "basket")
    form.submit()
    assert "`!basket`" in sun.wait_for_modal(title="Known answers", containing="Where is my basket?").plain

    card.reply("! not a macro")
    card.reply("!baskett")
    sun.wait_for_message(containing="There is: basket", thread=card)
    card.reply("!basket")

    chen.wait_for_message(containing=HOW_TO, thread=mine)
    workspace.settle()
    assert "Answered" in card.refresh().plain
    assert len([each for each in replies(mine) if HOW_TO in each]) == 1


def test_one_fix_tells_all_who_reported_the_same(workspace: Workspace) -> None:
    chen, sun, wu = (workspace.person(each) for each in ("chen", "sun", "wu"))
    first, original = file(workspace, "chen", 1, "The basket is empty.")
    second, card = file(workspace, "wu", 2, "Shoes vanish at checkout.")

    press(workspace, card, "Same as…")
    form = sun.wait_for_modal(title="#2 is the same")
    form.fill("Or its number", "2")
    form.submit()
    assert "cannot be the same as itself" in str(form.errors)
    form.fill("Or its number", "#1")
    form.submit()

    wu.wait_for_message(containing="the same as #1", thread=second)
    sun.wait_for_message(containing="Also from *Wu Min*", thread=original)
    workspace.settle()
    assert "Joined to #1" in card.refresh().plain
    assert "Also reported by Wu Min" in original.refresh().plain

    filled_desk_form(workspace, original, "Accept…", text=None)
    wu.wait_for_message(containing="#1: Sun Li accepted it.", thread=second)
    chen.wait_for_message(containing="accepted this", thread=first)
    workspace.settle()
    assert len([each for each in replies(second) if "accepted it" in each]) == 1


def test_whoever_was_joined_writes_under_the_original_and_is_not_asked_whether_it_is_settled(
    workspace: Workspace,
) -> None:
    sun = workspace.person("sun")
    _, original = file(workspace, "chen", 1, "The basket is empty.")
    second, card = file(workspace, "wu", 2, "Shoes vanish at checkout.")
    joined_to_the_first(workspace, card)

    second.reply("On a tablet too")
    sun.wait_for_message(containing="*Wu Min* (Hangzhou, #2) replies:", thread=original)
    workspace.settle()
    assert "Is it not settled?" not in "".join(replies(second))

    filled_desk_form(workspace, original, "Accept…", text=None)
    workspace.settle()
    filled_desk_form(workspace, original, "Mark as done…", text="It was a full disk.")
    second.reply("Not for me")
    workspace.person("wu").wait_for_message(containing="#2 is still closed", thread=second)


def test_what_came_along_with_a_join_goes_when_it_is_taken_back(workspace: Workspace) -> None:
    _, original = file(workspace, "chen", 1, "The basket is empty.")
    _, card = file(workspace, "wu", 2, "Shoes vanish at checkout.")
    joined_to_the_first(workspace, card)
    workspace.person("sun").wait_for_message(containing="Also from *Wu Min*", thread=original)
    workspace.settle()

    card.refresh().click("Undo")
    workspace.settle()

    assert "Shoes vanish" not in "".join(replies(original))
    assert "It is not the same after all" in replies(original)[-1]


def joined_to_the_first(workspace: Workspace, card: Msg) -> None:
    """The desk found that this request is the same as #1."""
    press(workspace, card, "Same as…")
    form = workspace.person("sun").wait_for_modal(title="#2 is the same")
    form.fill("Or its number", "1")
    form.submit()
    workspace.settle()


def test_what_was_done_is_taken_back_for_five_minutes(workspace: Workspace) -> None:
    chen = workspace.person("chen")
    mine, card = file(workspace, "chen", 1, "The basket is empty.")
    filled_desk_form(workspace, card, "Decline…", text="We do not sell that.")
    chen.wait_for_message(containing="We do not sell that.", thread=mine)
    workspace.settle()

    card.refresh().click("Undo")

    chen.wait_for_message(containing="#1 is open again", thread=mine)
    workspace.settle()
    assert "Accept…" in card.refresh().buttons
    assert "Undo" not in card.buttons

    filled_desk_form(workspace, card, "Accept…", text=None)
    workspace.settle()
    assert "Undo" in card.refresh().buttons
    workspace.move_to(MONDAY + timedelta(minutes=7))
    workspace.settle()
    assert "Undo" not in card.refresh().buttons


def test_two_things_in_one_become_two_requests(workspace: Workspace) -> None:
    chen, sun = workspace.person("chen"), workspace.person("sun")
    mine, card = file(workspace, "chen", 1, "The basket is empty, and the search finds nothing.")

    press(workspace, card, "Split…")
    form = sun.wait_for_modal(title="Split #1")
    form.fill("What is the other thing?", "The search finds nothing.")
    form.submit()

    chen.wait_for_message(containing="The other one is #2", thread=mine)
    chen.wait_for_message(containing="#2 is with Sun Li")
    other = sun.wait_for_message(containing="#2 · ", where=DESK)
    workspace.settle()
    assert "Split off #1" in other.refresh().plain
    assert "The other part is #2" in card.refresh().plain


def test_a_question_without_an_answer_is_closed_and_any_reply_opens_it(workspace: Workspace) -> None:
    chen = workspace.person("chen")
    mine, card = file(workspace, "chen", 1, "The basket is empty.")
    filled_desk_form(workspace, card, "Ask…", text="On which phone?")

    workspace.move_to(MONDAY + timedelta(days=3, hours=1))
    chen.wait_for_message(containing="still waits for your answer", thread=mine)
    workspace.jump_to(MONDAY + timedelta(days=15, hours=1))
    chen.wait_for_message(containing="had no answer from you", thread=mine)
    workspace.settle()
    assert "no answer came" in card.refresh().plain

    mine.reply("On a Huawei.")
    workspace.wait_until(lambda: workspace.look(lambda unit: not unit.requests.look(1).stage.closed))
