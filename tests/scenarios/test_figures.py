"""A third person enters figures: asked once when due; whoever is scored sees them with their source."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox import Modal, Msg
from bot.sandbox import Person as Keyboard
from tests.builders.figures import NUMERIC, SHARES, entered_by
from tests.scenarios.conftest import Workspace

LAST_DAY = datetime(2026, 12, 31, 2, 0, tzinfo=UTC)
"""10:00 in Hangzhou on the day on which the quarter ends."""
MONDAY = datetime(2027, 1, 4, 2, 30, tzinfo=UTC)


@pytest.fixture
def start() -> datetime:
    return LAST_DAY - timedelta(days=3)


CONVERSION = "Shop-wide conversion · Chen Jie"
DWELL = "Dwell time · Chen Jie"


def begin(workspace: Workspace) -> None:
    """Lin Tao is named for three figures, and HR opens the quarter."""
    people, store = workspace.company, workspace.store
    entered_by(store, people.admin, of=people.employee, anchors=SHARES, scored_by=NUMERIC["scored_by"])
    entered_by(store, people.admin, of=people.colleague, key="conversion")
    workspace.person("zhou").command("/review", "open 2026Q4")


def card_of(workspace: Workspace, surname: str, containing: str) -> Msg:
    workspace.settle()
    return workspace.person(surname).wait_for_message(containing=containing)


def form_of(workspace: Workspace) -> tuple[Keyboard, Modal]:
    card_of(workspace, "lin", "2026 Q4 figures").click("Enter figures…")
    keyboard = workspace.person("lin")
    return keyboard, keyboard.wait_for_modal(containing="Step 1 of 2")


def enter(workspace: Workspace, *, conversion: str = "4.5%", dwell: str = "3,6 %") -> None:
    keyboard, modal = form_of(workspace)
    modal.fill(CONVERSION, conversion)
    modal.fill(DWELL, dwell)
    modal.fill("Shop-wide conversion · Wu Min", "n/a")
    modal.submit()
    keyboard.wait_for_modal(containing="Step 2 of 2").submit()
    keyboard.wait_for_modal(containing="All 3 figures are there")


def test_finance_enters_three_figures_in_one_form_and_the_employee_sees_them_with_their_source(
    workspace: Workspace,
) -> None:
    begin(workspace)
    workspace.settle()
    assert workspace.person("lin").dm() == []
    workspace.move_to(LAST_DAY)
    card = card_of(workspace, "lin", "2026 Q4 figures")
    assert "3 figures are wanted of you by Thu 7 Jan" in card.text
    assert "Shop-wide conversion · Wu Min" in card.plain
    workspace.move_to(MONDAY)

    keyboard, modal = form_of(workspace)
    modal.fill(CONVERSION, "４．５％")
    modal.fill(DWELL, "3,6 %")
    modal.fill("Shop-wide conversion · Wu Min", "-")
    modal.submit()
    modal = keyboard.wait_for_modal(containing="Step 2 of 2")
    assert "Shop-wide conversion · Chen Jie: 4.5 % (you wrote “４．５％”)" in modal.plain.replace("*", "")
    assert "Dwell time · Chen Jie: 3.6 %" in modal.plain.replace("*", "")
    modal.submit()
    done = keyboard.wait_for_modal(containing="All 3 figures are there")
    assert "entered by Lin Tao on Mon 4 Jan" in done.plain

    card = card_of(workspace, "lin", "All 3 figures are there")
    assert card.buttons == ["Change…"]
    card_of(workspace, "chen", "2026 Q4 review").click("Score myself")
    form = workspace.person("chen").wait_for_modal(containing="Step 1 of 3")
    assert "Figure: 4.5 % · Web analytics, monthly report, entered by Lin Tao on Mon 4 Jan" in form.plain
    assert "The figure suggests 4.5; you decide." in form.plain
    assert form.value("Shop-wide conversion: figure reached") == "4.5 %"
    assert workspace.parked() == []


def test_what_can_be_read_in_two_ways_is_asked_back_at_its_field_and_nothing_typed_is_lost(
    workspace: Workspace,
) -> None:
    begin(workspace)
    workspace.jump_to(MONDAY)
    _, modal = form_of(workspace)

    modal.fill(CONVERSION, "0.095")
    modal.fill(DWELL, "about 4")
    modal.submit()

    workspace.wait_until(lambda: modal.errors)
    assert "can be read in more than one way: 0.095 % or 9.5 %" in modal.errors[CONVERSION]
    assert "“about 4” cannot be read as a number" in modal.errors[DWELL]
    modal.close()
    _, again = form_of(workspace)
    assert again.value(CONVERSION) == "0.095"
    assert again.value(DWELL) == "about 4"


def test_a_figure_that_is_corrected_after_it_was_scored_is_told_to_both_without_a_number(
    workspace: Workspace,
) -> None:
    begin(workspace)
    workspace.jump_to(MONDAY)
    enter(workspace)
    _hands_in(workspace)

    card_of(workspace, "lin", "All 3 figures are there").click("Change…")
    keyboard = workspace.person("lin")
    modal = keyboard.wait_for_modal(containing="Step 1 of 2")
    modal.fill(CONVERSION, "4.2 %")
    modal.submit()
    keyboard.wait_for_modal(containing="Step 2 of 2").submit()
    keyboard.wait_for_modal(containing="All 3 figures are there")

    for surname, whose in (("chen", "in your 2026 Q4 review"), ("liu", "in Chen Jie's 2026 Q4 review")):
        note = card_of(workspace, surname, "was corrected after")
        assert whose in note.plain
        assert "4.2" not in note.text + note.plain
        note.click("See the figure…")
        shown = workspace.person(surname).wait_for_modal(containing="Before:")
        assert "4.2 % · Web analytics" in shown.plain
        assert "4.5 % · Web analytics" in shown.plain
        assert "The figure suggests 3.5." in shown.plain
    approval = card_of(workspace, "liu", "Chen Jie* · Marketing specialist")
    assert "its source says 4.2 %" in approval.plain
    assert "the figure suggests 3.5" in approval.plain


def _hands_in(workspace: Workspace) -> None:
    card_of(workspace, "chen", "2026 Q4 review").click("Score myself")
    keyboard = workspace.person("chen")
    modal = keyboard.wait_for_modal(containing="Step 1 of 3")
    modal.choose("Shop-wide conversion: score", "4.5 ·")
    modal.choose("Dwell time: score", "3.5 ·")
    modal.submit()
    modal = keyboard.wait_for_modal(containing="Step 2 of 3")
    for name in ("Customer first", "Teamwork"):
        modal.choose(f"{name}: how far up?", "2.")
        modal = keyboard.wait_for_modal(containing=f"{name}: rung 3")
        modal.choose(f"{name}: rung 3", "Met in part")
    modal.submit()
    keyboard.wait_for_modal(containing="Step 3 of 3").submit()
    keyboard.wait_for_modal(title="What you sent")
