"""The desk's queue: a request is taken, put off, blocked, warned of, and a developer is called."""

from datetime import timedelta

import pytest

from bot.domain.policy import Intake, Policy
from bot.sandbox import Msg
from tests.scenarios.conftest import MONDAY, Workspace
from tests.scenarios.test_website_issue import DESK, desk_card, filed, press

QUEUE = "The desk's queue"


@pytest.fixture
def policy() -> Policy:
    return Policy(intake=Intake(developer_on_duty="he.jun@example.com"))


def test_a_request_is_taken_put_off_and_comes_back(workspace: Workspace) -> None:
    chen, sun = workspace.person("chen"), workspace.person("sun")
    mine, card = filed(workspace)
    assert card.buttons == ["Take it", "Accept…", "Answer: it works like this…"]

    card.click("Take it")
    chen.wait_for_message(containing="Sun Li* has #1 now and answers by 11:00", thread=mine)
    workspace.settle()
    assert "took this (Mon 23 Nov 10:00)" in card.refresh().plain
    assert "Sun Li has #1. First answer by 11:00 today." in mine.refresh().plain

    press(workspace, card, "Later…")
    form = sun.wait_for_modal(title="#1 later")
    assert "Chen Jie was promised an answer by 11:00." in form.plain
    form.choose("Until when?", "After the break (13:30): after what was promised")
    form.fill("Why? Only colleagues read it.", "Between us: after the release.")
    form.submit()
    workspace.settle()
    assert "later: back Mon 23 Nov 13:30, Sun Li" in card.refresh().plain
    assert "Between us" not in card.plain + mine.refresh().plain

    sun.command("/intake")
    queue = sun.wait_for_modal(title=QUEUE)
    assert "Mine: 0" in queue.plain
    assert "Put off: 1" in queue.plain
    queue.click("Put off: 1")
    assert "*back Mon 23 Nov 13:30* · you · #1 · Chengdu" in queue.plain

    workspace.move_to(MONDAY + timedelta(hours=3, minutes=31))
    sun.wait_for_message(containing="#1 is back in the queue.").click("Open")
    request = sun.wait_for_modal(title="Request #1")
    assert "The basket is empty after paying." in request.plain
    request.click("Accept…")
    sun.wait_for_modal(title="Accept #1").submit()
    workspace.settle()
    assert "Accepted" in card.refresh().plain


def test_the_queue_leads_to_the_request_and_to_what_can_be_done(workspace: Workspace) -> None:
    sun = workspace.person("sun")
    filed(workspace)

    sun.command("/intake")
    queue = sun.wait_for_modal(title=QUEUE)
    assert " left* · you (not taken) · #1 · Chengdu · Something is wrong" in queue.plain
    queue.click("Open")
    request = sun.wait_for_modal(title="Request #1")
    request.click("Take it")
    workspace.wait_until(lambda: "took this" in sun.wait_for_modal(title="Request #1").plain)
    request = sun.wait_for_modal(title="Request #1")
    request.close()

    assert "· you · #1" in sun.wait_for_modal(title=QUEUE).plain


def test_a_moment_of_ones_own_that_has_passed_is_said_beside_it(workspace: Workspace) -> None:
    _, card = filed(workspace)
    press(workspace, card, "Later…")
    form = workspace.person("sun").wait_for_modal(title="#1 later")
    form.choose("Until when?", "Another moment, below")
    form.submit()
    assert list(form.errors) == ["Another moment"]

    form.pick_datetime("Another moment", MONDAY - timedelta(hours=1))
    form.submit()

    assert form.errors == {"Another moment": "That moment has passed. Choose one that is still to come."}


def test_a_moment_of_ones_own_beats_the_choice_above_it(workspace: Workspace) -> None:
    _, card = filed(workspace)
    press(workspace, card, "Later…")
    form = workspace.person("sun").wait_for_modal(title="#1 later")

    form.pick_datetime("Another moment", MONDAY + timedelta(hours=6))
    form.submit()

    workspace.settle()
    assert "later: back Mon 23 Nov 16:00, Sun Li" in card.refresh().plain


def test_beneath_a_form_request_and_queue_are_as_it_left_them(workspace: Workspace) -> None:
    sun = workspace.person("sun")
    filed(workspace)
    sun.command("/intake")
    sun.wait_for_modal(title=QUEUE).click("Open")
    sun.wait_for_modal(title="Request #1").click("Later…")
    form = sun.wait_for_modal(title="#1 later")
    form.choose("Until when?", "In an hour (11:00)")

    form.submit()

    request = sun.wait_for_modal(title="Request #1")
    assert "Back now" in request.buttons
    assert "Later…" not in request.buttons
    request.click("Ask…")
    question = sun.wait_for_modal(containing="They reported")
    question.fill("What do you want to know?", "Which phone is it?")
    question.submit()
    request = sun.wait_for_modal(title="Request #1")
    assert "Which phone is it?" in request.plain
    request.close()
    queue = sun.wait_for_modal(title=QUEUE)
    assert "Waiting for the requester: 1" in queue.plain
    assert "waits for Chen Jie since Mon 23 Nov" in queue.plain


def test_an_admin_who_presses_hears_who_can_have_it(workspace: Workspace) -> None:
    lin = workspace.person("lin")
    filed(workspace)

    desk_card(workspace, "lin").click("Take it")

    assert "Only a product manager can have a request." in lin.ephemerals(DESK)[-1].plain


def test_blocked_is_said_to_the_requester_until_it_goes_on(workspace: Workspace) -> None:
    chen, sun = workspace.person("chen"), workspace.person("sun")
    mine, card = filed(workspace)
    card.click("Accept…")
    sun.wait_for_modal(title="Accept #1").submit()
    workspace.settle()

    press(workspace, card.refresh(), "Blocked…")
    form = sun.wait_for_modal(title="#1 is blocked")
    form.fill("What does it wait for?", "the new server")
    form.fill("Why can it not go on?", "The old one is full.")
    form.submit()
    chen.wait_for_message(containing="The old one is full.", thread=mine)
    workspace.settle()
    assert "It waits for: the new server" in mine.refresh().plain
    assert card.refresh().buttons[0] == "Resume…"

    sun.command("/intake")
    queue = sun.wait_for_modal(title=QUEUE)
    queue.click("Blocked: 1")
    assert "waits for “the new server” since Mon 23 Nov" in queue.plain
    queue.close()

    card.click("Resume…")
    sun.wait_for_modal(title="#1 goes on").submit()
    chen.wait_for_message(containing="Sun Li* says that this goes on.", thread=mine)
    workspace.settle()
    assert "#1 is accepted. Sun Li looks after it" in mine.refresh().plain


def test_an_hour_that_comes_is_told_to_its_owner_and_one_that_passed_to_the_next(
    workspace: Workspace,
) -> None:
    sun, boss = workspace.person("sun"), workspace.person("zhao")
    filed(workspace)

    workspace.move_to(MONDAY + timedelta(minutes=45))
    warning = sun.wait_for_message(containing="Website request #1 is to be answered by 11:00.")
    warning.click("Open")
    assert "The basket is empty" in sun.wait_for_modal(title="Request #1").plain

    workspace.move_to(MONDAY + timedelta(hours=3, minutes=45))
    late = boss.wait_for_message(containing="was to be answered by 11:00; Sun Li has it.")
    late.click("Open")
    assert "The basket is empty" in boss.wait_for_modal(title="Request #1").plain


def call(workspace: Workspace, card: Msg) -> None:
    press(workspace, card, "Emergency…")
    form = workspace.person("sun").wait_for_modal(title="Emergency #1")
    assert "This calls He Jun" in form.plain
    form.fill("Why can it not wait?", "Nobody can pay.")
    form.submit()


def test_a_developer_is_called_and_everybody_concerned_hears_of_it(workspace: Workspace) -> None:
    chen, sun, he = workspace.person("chen"), workspace.person("sun"), workspace.person("he")
    mine, card = filed(workspace)

    call(workspace, card)

    page = he.wait_for_message(containing="Emergency #1: Sun Li needs you now")
    assert "Nobody can pay." in page.plain
    assert "https://shop.example/basket" in page.plain
    chen.wait_for_message(containing="Sun Li called He Jun, the developer on duty", thread=mine)
    sun.wait_for_message(containing="Sun Li called He Jun", thread=card)
    page.click("I am on it")
    chen.wait_for_message(containing="is on #1. You need not write to them", thread=mine)
    sun.wait_for_message(containing="He Jun is on it.", thread=card)
    workspace.settle()
    assert "I am on it" not in page.refresh().buttons
    assert "He Jun is on it since Mon 23 Nov 10:00" in card.refresh().plain
    press(workspace, card, "Emergency…")
    assert "called He Jun already" in sun.wait_for_modal(title="Emergency #1").plain
    assert workspace.parked() == []


def test_who_is_not_the_desk_sees_their_own_and_how_to_ask(workspace: Workspace) -> None:
    chen = workspace.person("chen")
    (nothing,) = chen.command("/intake")
    filed(workspace)

    (one,) = chen.command("/intake")

    assert "You have no open website request." in nothing.text
    assert "One website request of yours is open." in one.text
    assert "The basket is empty after paying." in one.plain
    assert one.buttons == ["Read all…", "Report a website issue…"]


def test_home_leads_to_the_queue(workspace: Workspace) -> None:
    filed(workspace)
    workspace.settle()

    tab = workspace.tab("sun", near="Desk")
    assert " left* · you (not taken) · #1" in tab.plain
    tab.click("Open the queue")

    assert "#1 · Chengdu" in workspace.person("sun").wait_for_modal(title=QUEUE).plain
