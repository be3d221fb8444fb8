"""Story 4: a branch reports a website issue, the desk answers, and each hears what is meant for them."""

from datetime import date, timedelta

from bot.domain.drafts import Form
from bot.domain.people import Role
from bot.sandbox import Modal, Msg
from storage.models.people import PersonRow
from storage.unit import Unit
from tests.scenarios.conftest import Workspace

DESK = "C0REQUESTS"
MARKETING = "C0MARKETING"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64
ANSWER = "Answer: it works like this…"


def fill_in(modal: Modal, *, happened: str = "The basket is empty after paying.") -> Modal:
    modal.fill("Page address", "https://shop.example/basket")
    modal.fill("What happened?", happened)
    modal.fill("What did you expect?", "What I bought")
    modal.fill("Since when?", "this morning")
    modal.choose("How urgent is it?", "Today")
    return modal


def filed(workspace: Workspace, *, happened: str = "The basket is empty after paying.") -> tuple[Msg, Msg]:
    """A request by Chen Jie: their own card, and the desk's."""
    chen = workspace.person("chen")
    chen.command("/website-issue")
    modal = fill_in(chen.wait_for_modal(title="Website issue"), happened=happened)
    modal.submit()
    assert not modal.is_open
    return my_card(workspace), desk_card(workspace)


def my_card(workspace: Workspace) -> Msg:
    return workspace.person("chen").wait_for_message(containing="#1 ")


def desk_card(workspace: Workspace, who: str = "sun") -> Msg:
    return workspace.person(who).wait_for_message(containing="#1 · Chengdu", where=DESK)


def press(workspace: Workspace, card: Msg, button: str, *, who: str = "sun") -> None:
    """Press a button of the desk's card wherever it stands by now: in the row, under ⋯, or behind More…"""
    row = next(block for block in card.blocks if block["type"] == "actions")
    menus = [each for each in row["elements"] if each["type"] == "overflow"]
    if button in card.buttons:
        card.click(button)
    elif any(option["text"]["text"] == button for menu in menus for option in menu["options"]):
        card.choose_overflow(button)
    else:
        card.choose_overflow("More…")
        workspace.person(who).wait_for_modal(containing=button).click(button)
        assert len(workspace.person(who).get("views")["stack"]) == 1


def step(workspace: Workspace, button: str, text: str | None, *, label: str, who: str = "sun") -> Modal:
    """A product manager presses a button on the card and sends the form."""
    keyboard = workspace.person(who)
    card = desk_card(workspace, who)
    press(workspace, card, button, who=who)
    modal = keyboard.wait_for_modal(containing="They reported")
    if text is not None:
        modal.fill(label, text)
    modal.submit()
    return modal


def filled_desk_form(workspace: Workspace, card: Msg, button: str, *, text: str | None) -> None:
    """Sun presses a button of that card, in the row or in its menu, writes, and sends the form."""
    press(workspace, card.refresh(), button)
    modal = workspace.person("sun").wait_for_modal(containing="They reported")
    if text is not None:
        modal.fill(next(each for each in modal.fields if each.endswith("?")), text)
    modal.submit()
    assert not modal.is_open


def replies(message: Msg) -> list[str]:
    return [each.plain for each in message.thread()]


def drafts(unit: Unit, workspace: Workspace, surname: str, form: str) -> bool:
    return unit.drafts.newest(workspace.colleague(surname).id, Form(form)) is not None


def test_an_issue_is_filed_answered_and_followed_in_both_threads(workspace: Workspace) -> None:
    chen, sun = workspace.person("chen"), workspace.person("sun")
    mine, card = filed(workspace)

    assert "#1 is with Sun Li (product manager on duty). First answer by 11:00 today." in mine.plain
    assert mine.buttons == ["Add something…", "Read all…", "Make it private…"]
    assert "#1 · Chengdu · Something is wrong · Today" in card.plain
    assert "answer by 11:00" in card.plain
    assert card.buttons == ["Take it", "Accept…", ANSWER]

    step(workspace, "Ask…", "Which phone do you use?", label="What do you want to know?")
    asked = chen.wait_for_message(containing="Which phone do you use?", thread=mine)
    assert "Write your answer in this thread" in asked.plain
    workspace.settle()
    assert mine.refresh().buttons == ["Answer the question…", "Read all…", "Make it private…"]

    mine.reply("A Huawei, see <this>")
    relayed = sun.wait_for_message(containing="*Chen Jie* (Chengdu) replies:", thread=card)
    assert "> A Huawei, see <this>" in relayed.plain
    workspace.settle()
    assert "answer by" in card.refresh().plain
    assert "#1 is with Sun Li again." in mine.refresh().plain

    desk_card(workspace).click("Accept…")
    form = sun.wait_for_modal(title="Accept #1")
    form.fill("A note to Chen Jie", "We know what it is.")
    form.pick_date("Expected by", date(2026, 11, 27))
    form.submit()
    chen.wait_for_message(containing="expects it to be done by Fri 27 Nov", thread=mine)
    workspace.settle()
    assert card.refresh().buttons == ["Undo", "Mark as done…", ANSWER]

    step(workspace, "Mark as done…", "The basket is kept now.", label="What has changed?")
    chen.wait_for_message(containing="The basket is kept now.", thread=mine)
    workspace.settle()
    assert card.refresh().buttons == ["Undo"]
    assert "Done" in card.plain
    assert mine.refresh().buttons == ["Yes, it is settled", "Reopen…", "Read all…"]
    assert workspace.parked() == []


def test_a_question_is_answered_with_how_it_works_and_can_be_reopened(workspace: Workspace) -> None:
    chen, sun = workspace.person("chen"), workspace.person("sun")
    mine, card = filed(workspace)

    step(workspace, ANSWER, "Reload the page.", label="How does it work?")
    chen.wait_for_message(containing="Reload the page.", thread=mine)
    workspace.settle()
    mine.refresh().click("Reopen…")
    form = chen.wait_for_modal(title="Reopen #1")
    form.fill("What is not settled?", "I did, and it is still empty.")
    form.submit()

    sun.wait_for_message(containing="I did, and it is still empty.", thread=card)
    workspace.settle()
    assert card.refresh().buttons == ["Accept…", ANSWER, "Ask…"]
    assert mine.refresh().buttons == ["Add something…", "Read all…", "Make it private…"]


def test_a_declined_request_says_why(workspace: Workspace) -> None:
    mine, card = filed(workspace)

    press(workspace, card, "Decline…")
    form = workspace.person("sun").wait_for_modal(title="Decline #1")
    form.fill("Why not?", "This is how the law wants it.")
    form.submit()

    workspace.person("chen").wait_for_message(containing="This is how the law wants it.", thread=mine)
    workspace.settle()
    assert card.refresh().buttons == ["Undo"]


def test_notes_between_colleagues_never_reach_the_requester(workspace: Workspace) -> None:
    chen, sun, boss = workspace.person("chen"), workspace.person("sun"), workspace.person("zhao")
    mine, card = filed(workspace)

    card.reply("Between us: they forgot to reload again.")
    boss.say(DESK, "Typical of that branch.", thread_ts=card.ts)
    step(workspace, ANSWER, "Reload the page.", label="How does it work?")
    chen.wait_for_message(containing="Reload the page.", thread=mine)
    workspace.settle()

    everything = "\n".join([mine.refresh().plain, *replies(mine)])
    assert "Between us" not in everything
    assert "Typical" not in everything
    chen.wait_for_message(containing="#1 ").click("Read all…")
    assert "Between us" not in chen.wait_for_modal(title="Request #1").plain
    assert len(replies(mine)) == 1
    assert sun.quiet()


def test_any_message_becomes_a_request_in_the_words_that_people_saw(workspace: Workspace) -> None:
    chen, sun = workspace.person("chen"), workspace.person("sun")
    said = workspace.person("wu").say(MARKETING, "@zhao.min the search finds 1 < 2 things")

    chen.shortcut("Send to product manager", said)
    modal = chen.wait_for_modal(title="Website issue")
    assert modal.value("What happened?") == "@Zhao Min the search finds 1 < 2 things"
    modal.choose("How urgent is it?", "Later")
    modal.submit()

    card = sun.wait_for_message(containing="the search finds 1 < 2 things", where=DESK)
    assert "the message it was made of" in card.plain


def test_a_direct_message_becomes_a_request_without_leading_anybody_into_it(workspace: Workspace) -> None:
    chen, sun = workspace.person("chen"), workspace.person("sun")
    said = chen.say(chen.app, "The search is slow")

    chen.shortcut("send_to_product_manager", said)
    modal = chen.wait_for_modal(title="Website issue")
    modal.choose("How urgent is it?", "Later")
    modal.submit()

    card = sun.wait_for_message(containing="The search is slow", where=DESK)
    assert "made of a message" in card.plain
    assert "the message it was made of" not in card.plain


def test_words_behind_the_command_stand_in_the_form(workspace: Workspace) -> None:
    chen = workspace.person("chen")

    chen.command("/website-issue", "The search is slow")

    assert chen.wait_for_modal(title="Website issue").value("What happened?") == "The search is slow"


def test_screenshots_stand_in_the_cards_thread(workspace: Workspace) -> None:
    chen = workspace.person("chen")
    chen.shortcut("report_website_issue")
    modal = fill_in(chen.wait_for_modal(title="Website issue"))
    modal.upload("Screenshots", "basket.png", PNG)
    modal.upload("Screenshots", "till.png", PNG)
    modal.submit()

    card = desk_card(workspace)
    workspace.person("sun").wait_for_message(containing="till.png", thread=card)
    assert "2 screenshots" in card.plain
    assert workspace.parked() == []


def test_a_file_in_a_reply_comes_along(workspace: Workspace) -> None:
    chen = workspace.person("chen")
    mine, card = filed(workspace)

    chen.say(mine.channel, "Look", thread_ts=mine.ts, files={"now.png": PNG})

    workspace.person("sun").wait_for_message(containing="One file: now.png", thread=card)
    workspace.settle()
    assert any(each["type"] == "image" for reply in card.thread() for each in reply.blocks)


def test_what_is_refused_is_said_at_the_field_and_nothing_is_lost(workspace: Workspace) -> None:
    chen = workspace.person("chen")
    chen.command("/website-issue")
    modal = fill_in(chen.wait_for_modal(title="Website issue"), happened="   ")
    modal.upload("Screenshots", "notes.pdf", b"%PDF-1.7")

    modal.submit()
    first = modal.errors
    modal.fill("What happened?", "The basket is empty")
    modal.submit()
    second = modal.errors

    assert first == {"What happened?": "Please write something here; spaces alone do not help anybody."}
    assert list(second) == ["Screenshots"]
    assert "notes.pdf is not an image" in second["Screenshots"]
    assert modal.value("Since when?") == "this morning"
    assert modal.value("What happened?") == "The basket is empty"
    modal.clear("Screenshots")
    modal.submit()
    assert not modal.is_open
    assert "The basket is empty" in desk_card(workspace).plain


def test_a_form_closed_half_way_is_offered_again(workspace: Workspace) -> None:
    chen = workspace.person("chen")
    chen.command("/website-issue")
    modal = chen.wait_for_modal(title="Website issue")
    modal.fill("What happened?", "Half of a long story")
    modal.choose("How urgent is it?", "This week")
    modal.close()
    workspace.wait_until(
        lambda: workspace.look(lambda unit: drafts(unit, workspace, "chen", "website_issue"))
    )

    chen.command("/website-issue")
    again = chen.wait_for_modal(containing="not sent yet")
    assert again.value("What happened?") == "Half of a long story"
    again.click("Start empty", confirm=True)
    chen.wait_until(lambda: not again.value("What happened?"), what="an empty form")

    assert "Started" not in again.plain
    chen.command("/website-issue")
    assert "not sent yet" not in chen.wait_for_modal(title="Website issue").plain


def test_a_form_that_slack_took_away_is_kept_from_its_last_choice(workspace: Workspace) -> None:
    chen = workspace.person("chen")
    chen.command("/website-issue")
    modal = chen.wait_for_modal(title="Website issue")
    modal.fill("What happened?", "Typed before the train's tunnel")
    modal.choose("How urgent is it?", "Now")

    workspace.wait_until(
        lambda: workspace.look(lambda unit: drafts(unit, workspace, "chen", "website_issue"))
    )


def test_without_a_product_manager_one_hears_what_to_do(workspace: Workspace) -> None:
    with workspace.store.begin() as unit:
        unit.session.get_one(PersonRow, workspace.company.product_manager.id).left_on = date(2026, 11, 1)

    (told,) = workspace.person("chen").command("/website-issue", "The search is slow")

    assert "Nobody has the website desk" in told.plain
    assert workspace.person("chen").modal() is None


def test_others_in_the_channel_are_told_who_answers(workspace: Workspace) -> None:
    filed(workspace)
    wu = workspace.person("wu")

    desk_card(workspace, "wu").click("Accept…")

    wu.wait_for_message(containing="Only product managers answer requests. Sun Li is on duty", where=DESK)
    assert wu.modal() is None
    assert workspace.person("sun").ephemerals(DESK) == []


def test_of_two_at_the_desk_the_slower_one_keeps_what_they_typed(workspace: Workspace) -> None:
    chen, lin = workspace.person("chen"), workspace.person("lin")
    _, card = filed(workspace)
    press(workspace, desk_card(workspace, "lin"), "Ask…", who="lin")
    slow = lin.wait_for_modal(title="Ask about #1")
    slow.fill("What do you want to know?", "Which browser?")
    step(workspace, ANSWER, "Reload the page.", label="How does it work?")
    workspace.settle()

    slow.submit()
    told = lin.wait_for_modal(title="Steward")
    assert "Sun Li answered #1 already (10:00)." in told.plain
    told.close()

    assert slow.value("What do you want to know?") == "Which browser?"
    assert "Which browser?" not in card.refresh().plain
    my_card(workspace).click("Reopen…")
    reopen = chen.wait_for_modal(title="Reopen #1")
    reopen.fill("What is not settled?", "Still empty")
    reopen.submit()
    workspace.settle()
    desk_card(workspace, "lin").click("Ask…")
    again = lin.wait_for_modal(containing="not sent yet")
    assert again.value("What do you want to know?") == "Which browser?"


def test_an_old_card_is_answered_with_what_happened_since(workspace: Workspace) -> None:
    _, card = filed(workspace)
    workspace.sandbox.faults.fail_next("chat.update", 20, status=500)
    step(workspace, ANSWER, "Reload the page.", label="How does it work?")

    card.click("Accept…")

    workspace.person("sun").wait_for_message(containing="Sun Li answered #1 already", where=DESK)
    assert workspace.person("sun").modal() is None


def test_a_request_in_the_evening_is_answered_next_morning(workspace: Workspace) -> None:
    workspace.move_to(workspace.clock.now() + timedelta(hours=9))

    mine, card = filed(workspace)

    assert "First answer by Tue 24 Nov 10:00." in mine.plain
    assert "answer by Tue 24 Nov 10:00" in card.plain


def test_the_longest_texts_arrive_and_are_read_in_full(workspace: Workspace) -> None:
    long = "<!channel> & more. " * 157
    mine, card = filed(workspace, happened=long)

    assert workspace.parked() == []
    card.click("Read all…")
    whole = workspace.person("sun").wait_for_modal(title="Request #1").plain
    assert "".join(long.split()) in "".join(whole.replace("\n> ", "").split())
    step(workspace, ANSWER, long, label="How does it work?")
    workspace.settle()
    assert workspace.parked() == []
    assert "<!channel> & more." in mine.thread()[-1].plain


def test_words_out_of_the_blue_are_answered_once_with_what_steward_does(workspace: Workspace) -> None:
    chen = workspace.person("chen")
    chen.say(chen.app, "Hello?")
    chen.say(chen.app, "Anybody there?")

    answer = chen.wait_for_message(containing="I take website issues to the product manager")
    workspace.settle()
    answer.click("Report a website issue…")

    assert chen.wait_for_modal(title="Website issue").is_open
    assert len([each for each in chen.dm() if "I take website issues" in each.plain]) == 1


def test_edits_and_other_threads_reach_nobody(workspace: Workspace) -> None:
    chen = workspace.person("chen")
    _, card = filed(workspace)
    root = chen.say(chen.app, "Hello?")
    chen.say(chen.app, "In a thread of my own", thread_ts=root.ts)
    workspace.wait_until(chen.quiet)
    workspace.settle()

    assert replies(card) == []


def test_each_side_reads_its_own_clock(workspace: Workspace) -> None:
    with workspace.store.begin() as unit:
        unit.session.get_one(PersonRow, workspace.company.employee.id).timezone = "Asia/Tokyo"

    mine, card = filed(workspace)

    assert "First answer by 12:00 today." in mine.plain
    assert "answer by 11:00" in card.plain


def test_a_second_product_manager_who_answers_first_becomes_the_owner(workspace: Workspace) -> None:
    with workspace.store.begin() as unit:
        row = unit.session.get_one(PersonRow, workspace.company.colleague.id)
        row.roles = frozenset({Role.PRODUCT_MANAGER})
    mine, card = filed(workspace)
    assert "is with Wu Min" in mine.plain

    step(workspace, "Ask…", "Which phone?", label="What do you want to know?")
    workspace.settle()

    assert "@Sun Li" in card.refresh().plain
    assert "Sun Li asks something" in mine.refresh().plain


def test_what_a_command_says_beyond_the_forms_room_is_not_lost(workspace: Workspace) -> None:
    chen = workspace.person("chen")

    told = chen.command("/website-issue", "The basket is empty. " * 150 + "It was full <yesterday>.")

    modal = chen.wait_for_modal(title="Website issue")
    assert "stands below your command" in modal.plain
    assert modal.value("What happened?").startswith("The basket is empty.")
    assert "It was full <yesterday>." in told[0].plain
    modal.close()
    assert chen.command("/website-issue", "The search is slow") == []


def test_the_desk_is_told_that_a_requester_has_left_and_can_still_close_the_request(
    workspace: Workspace,
) -> None:
    sun = workspace.person("sun")
    mine, card = filed(workspace)
    with workspace.store.begin() as unit:
        unit.session.get_one(PersonRow, workspace.company.employee.id).left_on = workspace.clock.now().date()

    press(workspace, card, "Ask…")
    told = sun.wait_for_message(containing="Chen Jie has left, so a question would reach nobody", where=DESK)
    assert told.ephemeral
    card.click("Accept…")
    form = sun.wait_for_modal(title="Accept #1")
    assert "what you write here stays on record, and reaches nobody" in form.plain
    form.submit()
    workspace.settle()

    assert "Chen Jie has left and reads nothing of this any more" in card.refresh().plain
    assert replies(mine) == []
    assert workspace.parked() == []


def test_what_a_requester_edits_or_deletes_is_followed(workspace: Workspace) -> None:
    chen, sun = workspace.person("chen"), workspace.person("sun")
    mine, card = filed(workspace)
    said = mine.reply("On a phone")
    sun.wait_for_message(containing="On a phone", thread=card)
    workspace.settle()

    chen.edit(said, "On a tablet")
    sun.wait_for_message(containing="edited the reply of Mon 23 Nov 10:00. It says now:", thread=card)
    assert "On a tablet" in replies(card)[-1]
    chen.delete(said)
    sun.wait_for_message(containing="deleted the reply of Mon 23 Nov 10:00", thread=card)
    workspace.settle()

    assert "On a phone" not in "".join(replies(card))
    assert "On a tablet" not in "".join(replies(card))
    sun.command("/intake")
    sun.wait_for_modal(title="The desk's queue").click("Open")
    whole = sun.wait_for_modal(title="Request #1").plain
    assert "Its writer deleted this later." in whole
    assert "On a phone" not in whole
    assert "On a tablet" not in whole


def test_a_word_to_a_closed_request_asks_whether_it_is_settled(workspace: Workspace) -> None:
    mine, card = filed(workspace)
    step(workspace, ANSWER, "Reload the page.", label="How does it work?")
    workspace.settle()

    mine.reply("Still empty")
    offer = workspace.person("chen").wait_for_message(
        containing="#1 is still closed. Is it not settled?", thread=mine
    )
    offer.click("Reopen it")
    workspace.settle()

    assert "#1 is open again: Sun Li has it and answers by 11:00." in offer.refresh().plain
    assert "reopened this" in card.refresh().plain
    mine.reply("Here is more")
    workspace.person("sun").wait_for_message(containing="Here is more", thread=card)
    workspace.settle()
    assert "still closed" not in mine.thread()[-1].plain


def test_what_is_settled_stays_closed_with_one_tap(workspace: Workspace) -> None:
    mine, _ = filed(workspace)
    step(workspace, ANSWER, "Reload the page.", label="How does it work?")
    workspace.settle()
    mine.reply("Thanks")
    workspace.person("chen").wait_for_message(containing="Is it not settled?", thread=mine).click(
        "It is settled"
    )
    workspace.settle()

    assert "#1 stays closed" in mine.thread()[-1].refresh().plain


def test_a_card_that_is_deleted_stands_there_again(workspace: Workspace) -> None:
    mine, card = filed(workspace)
    client = workspace.steward.bolt.client
    for each in (mine, card):
        client.chat_delete(channel=each.channel, ts=each.ts)
    workspace.settle()

    assert "#1" in desk_card(workspace).plain
    mine_now = my_card(workspace)
    assert mine_now.ts != mine.ts
    mine_now.reply("On a phone")
    workspace.person("sun").wait_for_message(containing="On a phone", thread=desk_card(workspace))
