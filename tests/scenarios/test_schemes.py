"""A review on each of the other schemes: opened, scored, adjusted, approved, and read."""

from datetime import UTC, datetime

from bot.sandbox import Modal, Msg
from bot.sandbox import Person as Keyboard
from tests.builders.schemes import team_sheets
from tests.scenarios.conftest import Workspace

TUESDAY_TEN = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
"""10:00 in Hangzhou on the working day after the story's Monday."""

FOR = "The texts of 11 November brought 4.1 % of their readers to an order, twice last year."
AGAINST = "Two of the five lists of December came a day late, and nobody was told."


def begin(workspace: Workspace, scheme: str) -> tuple[Keyboard, Modal]:
    """The cycle is open, and Chen Jie's form with it, at its first step."""
    answers = workspace.person("zhou").command("/review", f"open 2026Q4 {scheme}")
    assert "2026 Q4 is open for 7 people" in answers[0].plain
    workspace.move_to(TUESDAY_TEN)
    workspace.settle()
    chen = workspace.person("chen")
    card_of(chen).click("What will be asked?")
    asked = chen.wait_for_modal(title="What will be asked")
    assert "Working together" in asked.plain if scheme == "operations" else "Ability" in asked.plain
    asked.close()
    card_of(chen).click("Score myself")
    return chen, chen.wait_for_modal(containing="Step 1 of 4")


def card_of(chen: Keyboard) -> Msg:
    return chen.wait_for_message(containing="2026 Q4 review")


def fill_kpis(modal: Modal, figures: dict[str, str], score: str) -> None:
    for name, figure in figures.items():
        modal.fill(f"{name}: figure reached", figure)
        modal.choose(f"{name}: score", score)


def in_thread(workspace: Workspace) -> Msg:
    liu = workspace.person("liu")
    parent = liu.wait_for_message(containing="2026 Q4:")
    return liu.wait_for_message(containing="Marketing specialist", thread=parent)


OWN = {"Shop-wide conversion": "3.7", "Dwell time": "2:10"}
TEAM = {
    "Visits": "54,000",
    "Paid conversion": "3.7",
    "Cost of an order": "61",
    "Complaints settled in time": "94",
}


def test_three_part_goes_from_opening_to_the_result(workspace: Workspace) -> None:
    chen, modal = begin(workspace, "three-part")
    assert "*3.5* meets expectation" in modal.plain
    assert "Turns an aim into a campaign plan" in modal.plain
    for name in ("Planning campaigns", "Advertising tools", "Reading figures", "Social media"):
        modal.choose(f"{name}: score", "3.5 ·")
    modal.choose("Copywriting: score", "4 ·")
    modal = chen.wait_for_modal(containing="Copywriting: a convincing case for it")
    assert modal.value("Planning campaigns: score").startswith("3.5 ·")
    modal.fill("Copywriting: a convincing case for it", FOR)
    modal.submit()
    modal = chen.wait_for_modal(containing="Step 2 of 4")
    for name in ("Ownership", "Care", "Initiative", "Openness"):
        modal.choose(f"{name}: score", "3.5 ·")
    modal.choose("Reliability: score", "3 ·")
    modal = chen.wait_for_modal(containing="Reliability: a case of what went against it")
    modal.fill("Reliability: a case of what went against it", AGAINST)
    modal.submit()
    modal = chen.wait_for_modal(containing="Step 3 of 4")
    fill_kpis(modal, OWN, "3.75 ·")
    modal.submit()
    modal = chen.wait_for_modal(containing="Step 4 of 4")
    assert FOR in modal.plain
    assert "Ability 3.6 (30 %) · Attitude 3.4 (30 %) · Performance 3.75 (40 %)" in modal.plain
    modal.submit()
    chen.wait_for_modal(title="What you sent").close()
    workspace.settle()

    liu = workspace.person("liu")
    card = in_thread(workspace)
    assert "*Copywriting*: *4*" in card.plain
    assert "figure: 3.7, target: 3.6 %" in card.plain
    card.click("Adjust…")
    adjust = liu.wait_for_modal(title="Adjust scores")
    assert AGAINST in adjust.plain
    adjust.choose("Score: Reliability", "3.25 ·")
    adjust.fill("Reason: Reliability", "One of the two was announced.")
    adjust.submit()
    workspace.settle()
    workspace.look_again()
    workspace.release()

    chen.wait_for_message(containing="Liu Yang approved your 2026 Q4 review").click("See your result")
    result = chen.wait_for_modal(title="Result")
    assert "*Reliability*: you gave 3, Liu Yang gave *3.25*: One of the two was announced." in result.plain
    assert "*Attitude* · 3.45 (30 %), by your own scores 3.4" in result.plain
    assert "3.5 · meets expectation" in result.plain
    assert workspace.parked() == []


def test_operations_scores_the_teams_kpis_ones_own_and_working_together(workspace: Workspace) -> None:
    team_sheets(workspace.store)
    chen, modal = begin(workspace, "operations")
    assert "These KPIs are your department's" in modal.plain
    fill_kpis(modal, TEAM, "3.5 ·")
    modal.submit()
    modal = chen.wait_for_modal(containing="Step 2 of 4")
    fill_kpis(modal, OWN, "3.75 ·")
    modal.submit()
    modal = chen.wait_for_modal(containing="Step 3 of 4")
    for name in ("Shared goal", "Early word", "Solving together", "Sharing knowledge", "Suggestions"):
        modal.choose(f"{name}: score", "3.5 ·")
    modal.submit()
    modal = chen.wait_for_modal(containing="Step 4 of 4")
    assert "The team's KPIs 3.5 (40 %) · Own KPIs 3.75 (40 %) · Working together 3.5 (20 %)" in modal.plain
    modal.submit()
    chen.wait_for_modal(title="What you sent").close()
    workspace.settle()

    card = in_thread(workspace)
    assert "*Visits* (30 %): *3.5*" in card.plain
    card.click("Approve")
    workspace.person("liu").wait_for_modal(title="Approve").submit()
    workspace.settle()
    workspace.look_again()
    workspace.release()

    chen.wait_for_message(containing="Liu Yang approved your 2026 Q4 review").click("See your result")
    result = chen.wait_for_modal(title="Result")
    assert "*The team's KPIs* · 3.5 (40 %)" in result.plain
    assert "*Early word*: 3.5, as you scored it" in result.plain
    assert workspace.parked() == []


def test_a_case_whose_field_never_came_is_asked_for_by_name(workspace: Workspace) -> None:
    chen, modal = begin(workspace, "three-part")
    for name in ("Planning campaigns", "Advertising tools", "Copywriting", "Reading figures"):
        modal.choose(f"{name}: score", "3.5 ·")
    modal.choose("Social media: score", "2.5 ·")
    modal = chen.wait_for_modal(containing="Social media: a case of what went against it")

    modal.choose("Social media: score", "3.5 ·")

    workspace.wait_until(lambda: "Social media: a case" not in chen.wait_for_modal(containing="Step 1").plain)
    chen.wait_for_modal(containing="Step 1 of 4").submit()
    chen.wait_for_modal(containing="Step 2 of 4")


def test_operations_without_the_teams_kpis_is_refused_with_what_to_do(workspace: Workspace) -> None:
    answers = workspace.person("zhou").command("/review", "open 2026Q4 operations")

    assert "Human Resources, Marketing, Technical and Website Product" in answers[0].plain
    assert "import it again" in answers[0].plain


def test_an_unknown_scheme_is_answered_with_those_that_there_are(workspace: Workspace) -> None:
    answers = workspace.person("zhou").command("/review", "open 2026Q4 nope")

    assert "There are: kpi-values, operations, three-part and year." in answers[0].plain
