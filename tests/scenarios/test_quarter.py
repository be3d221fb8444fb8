"""Story 1: HR opens the quarter, an employee scores themselves in steps and hands it in once."""

from datetime import UTC, datetime, timedelta

from bot.sandbox import Modal, Msg
from bot.sandbox import Person as Keyboard
from storage.models.reviews import ReviewRow
from tests.scenarios.conftest import Workspace

TUESDAY_TEN = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
"""10:00 in Hangzhou on the working day after the story's Monday."""

CONVERSION = "Shop-wide conversion"
CASE = "On 12 November a branch waited <b>2 days</b> & I called them every morning until it was solved."


def open_quarter(workspace: Workspace) -> None:
    answers = workspace.person("zhou").command("/review", "open 2026Q4")
    assert "2026 Q4 is open for 7 people" in answers[0].plain


def card_of(workspace: Workspace, surname: str) -> Msg:
    """The quarter's card, once everything due has been sent."""
    workspace.settle()
    return workspace.person(surname).wait_for_message(containing="2026 Q4 review")


def start(workspace: Workspace, surname: str = "chen") -> tuple[Keyboard, Modal]:
    """The form, open at its first step."""
    open_quarter(workspace)
    workspace.move_to(TUESDAY_TEN)
    card_of(workspace, surname).click("Score myself")
    keyboard = workspace.person(surname)
    return keyboard, keyboard.wait_for_modal(containing="Step 1 of 5")


def fill_kpis(modal: Modal, *, score: str = "3.5 ·") -> None:
    modal.fill("Shop-wide conversion: figure reached", "3.7")
    modal.choose("Shop-wide conversion: score", score)
    modal.fill("Dwell time: figure reached", "2:10")
    modal.choose("Dwell time: score", "3.25 ·")


def to_read_over(keyboard: Keyboard, modal: Modal) -> Modal:
    fill_kpis(modal)
    modal.submit()
    modal = keyboard.wait_for_modal(containing="Step 2 of 5")
    modal.choose("Customer first: score", "3 ·")
    modal = keyboard.wait_for_modal(containing="a convincing case")
    modal.fill("a convincing case", CASE)
    modal.submit()
    modal = keyboard.wait_for_modal(containing="Step 3 of 5")
    modal.choose("Teamwork: score", "2.5 ·")
    modal.submit()
    modal = keyboard.wait_for_modal(containing="Step 4 of 5")
    modal.fill("Anything else", "The figures of December are estimates.")
    modal.submit()
    return keyboard.wait_for_modal(containing="Step 5 of 5")


def test_a_quarter_is_opened_scored_and_handed_in(workspace: Workspace) -> None:
    keyboard, modal = start(workspace)

    modal = to_read_over(keyboard, modal)
    assert "The figures of December are estimates." in modal.plain
    assert CASE in modal.plain
    modal.submit()

    sent = keyboard.wait_for_modal(title="What you sent")
    assert "Liu Yang has it now" in sent.plain
    card = card_of(workspace, "chen")
    assert "Liu Yang has it now" in card.plain
    assert card.buttons == ["See what you sent"]
    assert len(keyboard.dm()) == 1 + len([each for each in keyboard.dm() if each.ephemeral])
    assert workspace.parked() == []


def test_each_employee_hears_of_it_at_ten_on_their_next_working_day(workspace: Workspace) -> None:
    open_quarter(workspace)
    workspace.move_to(TUESDAY_TEN - timedelta(minutes=5))
    workspace.settle()
    assert workspace.person("chen").dm() == []

    workspace.move_to(TUESDAY_TEN)

    card = card_of(workspace, "chen")
    assert card.buttons == ["Score myself…", "What will be asked?"]
    assert "Fri 8 Jan" in card.plain
    assert "Who sees your scores: you, Liu Yang, then Zhao Min and HR." in card.plain


def test_closing_the_form_loses_nothing_and_the_card_offers_to_resume(workspace: Workspace) -> None:
    keyboard, modal = start(workspace)
    fill_kpis(modal)
    modal.submit()
    modal = keyboard.wait_for_modal(containing="Step 2 of 5")
    modal.choose("Customer first: score", "2 ·")
    modal = keyboard.wait_for_modal(containing="what went against it")
    modal.close()

    card = card_of(workspace, "chen")
    card.click("Resume at step 2 of 5")

    modal = keyboard.wait_for_modal(containing="Step 2 of 5")
    assert modal.value("Customer first: score").startswith("2 ·")
    modal.click("Back")
    modal = keyboard.wait_for_modal(containing="Step 1 of 5")
    assert modal.value("Shop-wide conversion: figure reached") == "3.7"
