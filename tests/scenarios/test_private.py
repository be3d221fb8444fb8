"""A private request: filed, seen by three, handed to another product manager, opened again."""

import pytest

from bot.domain.people import Role
from bot.domain.policy import Intake, Policy
from bot.sandbox import Msg
from storage.models.people import PersonRow
from tests.scenarios.conftest import Workspace
from tests.scenarios.test_website_issue import ANSWER, DESK, PNG, fill_in, press

SECRET = "The salary page shows what others earn."
PRIVATE = "Private: only you and the product managers read it"
FACE = "#1 · private · "


@pytest.fixture
def policy() -> Policy:
    return Policy(intake=Intake(developer_on_duty="he.jun@example.com"))


def filed(workspace: Workspace, *, private: bool) -> Msg:
    """Chen Jie's own card."""
    chen = workspace.person("chen")
    chen.command("/website-issue")
    modal = fill_in(chen.wait_for_modal(title="Website issue"), happened=SECRET)
    modal.upload("Screenshots", "salaries.png", PNG)
    if private:
        modal.choose("Who reads it?", PRIVATE)
    modal.submit()
    assert not modal.is_open
    workspace.settle()
    return chen.wait_for_message(containing="#1 ")


def becomes_product_manager(workspace: Workspace, surname: str) -> None:
    with workspace.store.begin() as unit:
        row = unit.session.get(PersonRow, workspace.colleague(surname).id)
        assert row is not None
        row.roles = {*workspace.colleague(surname).roles, Role.PRODUCT_MANAGER}


def confirm(workspace: Workspace, who: str, button: str) -> None:
    modal = workspace.person(who).wait_for_modal(title="Request #1")
    assert "cannot be taken back" in modal.plain or "while it was private" in modal.plain
    modal.submit()
    assert not modal.is_open
    workspace.settle()


def in_channel(workspace: Workspace, who: str = "zhao") -> str:
    """All that stands in the intake channel and its threads, for anybody in it."""
    keyboard = workspace.person(who)
    roots = keyboard.channel(DESK)
    return "\n".join(f"{each.text}\n{each.plain}" for root in roots for each in [root, *root.thread()])


def test_a_private_request_from_filing_to_its_end_with_a_change_of_owner(workspace: Workspace) -> None:
    chen, sun, wu = (workspace.person(each) for each in ("chen", "sun", "wu"))
    mine = filed(workspace, private=True)
    becomes_product_manager(workspace, "wu")

    assert "Private: only you, Sun Li and the product managers read it." in mine.plain
    face = workspace.person("zhao").wait_for_message(containing=FACE, where=DESK)
    assert (face.plain, face.text, face.buttons) == (FACE + "Sun Li\nOpen", FACE + "Sun Li", ["Open"])
    card = sun.wait_for_message(containing="#1 · Private · Chengdu")
    assert SECRET in card.plain
    sun.wait_for_message(containing="salaries.png", thread=card)
    mine.reply("It is the page of the Chengdu branch.")
    sun.wait_for_message(containing="page of the Chengdu branch", thread=card)
    workspace.settle()
    assert in_channel(workspace) == FACE + "Sun Li\n" + FACE + "Sun Li\nOpen"

    # Whoever may not read it is told whom to ask; another product manager takes it on from there.
    workspace.person("lin").wait_for_message(containing=FACE, where=DESK).click("Open")
    told = workspace.person("lin").wait_for_message(containing="This request is private", where=DESK)
    assert "Ask Sun Li." in told.plain
    wu.wait_for_message(containing=FACE, where=DESK).click("Open")
    whole = wu.wait_for_modal(title="Request #1")
    assert SECRET in whole.plain
    whole.click(ANSWER)
    form = wu.wait_for_modal(title="Answer #1")
    form.fill("How does it work?", "Only HR sees that page.")
    form.submit()
    workspace.settle()

    chen.wait_for_message(containing="Only HR sees that page.", thread=mine)
    assert in_channel(workspace) == FACE + "Wu Min\n" + FACE + "Wu Min\nOpen"
    new = wu.wait_for_message(containing="#1 · Private · Chengdu")
    wu.wait_for_message(containing="salaries.png", thread=new)
    left = [card.refresh().plain, *(each.plain for each in card.thread())]
    assert left == ["#1 is with Wu Min now: what stood here was removed."] * 3

    # Its requester says in the end that everybody may read it.
    mine.refresh().click("Not private any more…")
    confirm(workspace, "chen", "Open it again")
    assert SECRET in workspace.person("zhao").wait_for_message(containing="#1 · Chengdu", where=DESK).plain
    assert "#1 is not private any more: it stands in #website-requests." in new.refresh().plain
    assert workspace.parked() == []


def test_what_becomes_private_is_taken_out_of_the_channel_as_far_as_steward_wrote_it(
    workspace: Workspace,
) -> None:
    sun, boss = workspace.person("sun"), workspace.person("zhao")
    mine = filed(workspace, private=False)
    card = sun.wait_for_message(containing="#1 · Chengdu", where=DESK)
    mine.reply("It is the page of the Chengdu branch.")
    sun.wait_for_message(containing="page of the Chengdu branch", thread=card)
    boss.say(DESK, "How could that happen?", thread_ts=card.ts)
    workspace.settle()

    press(workspace, card, "Private…")
    confirm(workspace, "sun", "Make it private")

    removed = "#1 is private now: what stood here was removed."
    thread = [each.plain for each in card.refresh().thread()]
    assert card.plain == FACE + "Sun Li\nOpen"
    assert sorted(thread[:3]) == [removed, removed, "How could that happen?"]
    assert "what colleagues wrote stays until they delete it" in thread[3]
    assert SECRET not in in_channel(workspace)
    sun.wait_for_message(containing="salaries.png", thread=sun.wait_for_message(containing="#1 · Private"))
    assert "*Sun Li* made this private." in [each.plain for each in mine.thread()][-1]


def test_whoever_writes_under_the_face_of_a_private_request_is_told_who_reads_that(
    workspace: Workspace,
) -> None:
    sun, boss = workspace.person("sun"), workspace.person("zhao")
    filed(workspace, private=True)
    face = boss.wait_for_message(containing=FACE, where=DESK)

    boss.say(DESK, "What is it about?", thread_ts=face.ts)
    boss.wait_for_message(containing="write to Sun Li instead", thread=face)
    boss.say(DESK, "Still curious.", thread_ts=face.ts)
    sun.say(DESK, "Salaries.", thread_ts=face.ts, broadcast=True)

    warned = sun.wait_for_message(containing="Everybody in #website-requests sees", where=DESK)
    assert warned.ephemeral
    workspace.settle()
    assert len([each for each in face.thread() if each.ephemeral]) == 1


def test_what_had_to_do_with_a_request_that_becomes_private_names_it_no_more(workspace: Workspace) -> None:
    """One that was joined to another, with its files; the one to which it was joined stays as it is."""
    chen, sun = workspace.person("chen"), workspace.person("sun")
    filed(workspace, private=False)
    wu = workspace.person("wu")
    wu.command("/website-issue")
    form = fill_in(wu.wait_for_modal(title="Website issue"), happened="Wages of others, on a page of ours.")
    form.upload("Screenshots", "wages.png", PNG)
    form.submit()
    if known := wu.modal():
        known.submit()
    theirs = sun.wait_for_message(containing="#2 · ", where=DESK)
    press(workspace, theirs, "Same as…")
    same = sun.wait_for_modal(title="#2 is the same")
    same.fill("Or its number", "1")
    same.submit()
    workspace.settle()
    card = sun.wait_for_message(containing="#1 · Chengdu", where=DESK)
    assert f"Joined to #1: {SECRET}" in theirs.refresh().plain
    assert "Wages of others" in in_channel(workspace)
    assert "#2: 1 file" in in_channel(workspace)

    chen.wait_for_message(containing="#1 ").click("Make it private…")
    chen.wait_for_message(containing="Others wait for the answer to #1")
    assert chen.modal() is None
    assert SECRET in in_channel(workspace)

    wu.wait_for_message(containing="#2 ").click("Make it private…")
    modal = wu.wait_for_modal(title="Request #2")
    assert "cannot be removed" not in modal.plain
    modal.submit()
    workspace.settle()
    assert "Wages of others" not in in_channel(workspace)
    under = [each.plain for each in card.thread()]
    assert under.count("#2 is private now: what stood here was removed.") == 2
    assert workspace.parked() == []


def test_a_macro_under_an_owners_own_card_sends_a_kept_answer(workspace: Workspace) -> None:
    chen, sun = workspace.person("chen"), workspace.person("sun")
    mine = filed(workspace, private=True)
    card = sun.wait_for_message(containing="#1 · Private · Chengdu")
    sun.command("/intake", "answers")
    sun.wait_for_modal(title="Known answers").click("Add…")
    form = sun.wait_for_modal(title="New answer")
    form.fill("The question", "Who reads the salary page?")
    form.fill("How does it work?", "Only HR sees that page.")
    form.choose("Its language", "English")
    form.fill("Short name", "salary")
    form.submit()

    card.reply("!salaryy")
    sun.wait_for_message(containing="There is: salary", thread=card)
    card.reply("!salary")

    chen.wait_for_message(containing="Only HR sees that page.", thread=mine)
    workspace.settle()
    assert "Answered" in card.refresh().plain
    assert "Only HR" not in in_channel(workspace)


def test_a_developer_who_was_called_reads_no_more_of_what_became_private(workspace: Workspace) -> None:
    sun, he = workspace.person("sun"), workspace.person("he")
    mine = filed(workspace, private=False)
    card = sun.wait_for_message(containing="#1 · Chengdu", where=DESK)
    press(workspace, card, "Emergency…")
    form = sun.wait_for_modal(title="Emergency #1")
    form.fill("Why can it not wait?", "Everybody can see it.")
    form.submit()
    page = he.wait_for_message(containing="Emergency #1: Sun Li needs you now")
    workspace.settle()

    mine.refresh().click("Make it private…")
    confirm(workspace, "chen", "Make it private")

    assert page.refresh().plain == "#1 is private now: what stood here was removed."
