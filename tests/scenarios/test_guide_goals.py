"""Story 6: the guide's story of goals, alone and in one workspace with the story of a quarter."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.sandbox import Msg
from tests.builders.feedback import prepared
from tests.scenarios.conftest import Workspace
from tests.scenarios.test_guide import move, steps, ticked
from tests.scenarios.test_quarter import to_read_over

GOALS = ["goals_open", "goals_told", "goals_send", "goals_adjust", "goals_confirm", "goals_agreed"]
QUARTER = [
    "quarter_open",
    "quarter_told",
    "quarter_score",
    "quarter_approve",
    "quarter_one_over",
    "quarter_hr",
    "quarter_release",
    "quarter_result",
]


@pytest.fixture
def start() -> datetime:
    """Wednesday 30 December 2026, 9:30 in Hangzhou."""
    return datetime(2026, 12, 30, 1, 30, tzinfo=UTC)


def of(story: list[str], workspace: Workspace) -> list[str]:
    """Which steps of a story are ticked, in its order."""
    return [step for step in story if step in ticked(workspace)]


def say_it(workspace: Workspace, story: str, step: str) -> None:
    command, _, text = steps(workspace, story)[step].text.partition(" ")
    workspace.person("zhou").command(command, text)


def goals_card(workspace: Workspace) -> Msg:
    workspace.settle()
    return workspace.person("chen").wait_for_message(containing="2027 Q1 goals")


def team_thread(workspace: Workspace) -> Msg:
    workspace.settle()
    return workspace.person("liu").wait_for_message(containing="2027 Q1 goals:")


def sheet_in_the_thread(workspace: Workspace) -> Msg:
    thread = team_thread(workspace)
    return workspace.person("liu").wait_for_message(containing="KPI sheet, version", thread=thread)


def hear_of_goals(workspace: Workspace) -> None:
    say_it(workspace, "goals", "goals_open")
    assert of(GOALS, workspace) == GOALS[:1]
    move(workspace, steps(workspace, "goals")["goals_told"])
    assert of(GOALS, workspace) == GOALS[:2]


def send_the_sheet(workspace: Workspace) -> None:
    chen = workspace.person("chen")
    goals_card(workspace).click("Write my KPI sheet…")
    chen.wait_for_modal(title="2027 Q1 KPI sheet").click("Begin with last period's")
    chen.wait_for_modal(containing="100 of 100").submit()
    chen.wait_for_modal(title="Sent").close()
    assert of(GOALS, workspace) == GOALS[:3]


def adjust_it(workspace: Workspace) -> None:
    """Both weights, so that they add up again."""
    liu = workspace.person("liu")
    sheet_in_the_thread(workspace).click("Adjust…")
    for kpi, weight in (("Shop-wide conversion", "70"), ("Dwell time", "30")):
        liu.wait_for_modal(title="2027 Q1 KPI sheet").choose_overflow("Edit…", near=kpi)
        form = liu.wait_for_modal(title="KPI")
        form.fill("Weight", weight)
        form.submit()
    form = liu.wait_for_modal(containing="100 of 100")
    form.fill("Why?", "Conversion is what the shop lives on.")
    form.submit()
    liu.wait_for_modal(title="Sent").close()


def play_goals(workspace: Workspace) -> None:
    hear_of_goals(workspace)
    send_the_sheet(workspace)
    adjust_it(workspace)
    assert of(GOALS, workspace) == GOALS[:4]

    chen = workspace.person("chen")
    card = goals_card(workspace)
    assert steps(workspace, "goals")["goals_confirm"].thread == card.ts
    chen.wait_for_message(containing="KPI sheet, version", thread=card).click("Confirm and sign")
    workspace.settle()
    assert of(GOALS, workspace) == GOALS[:5]

    reads, thread = steps(workspace, "goals")["goals_agreed"], team_thread(workspace)
    assert (reads.user, reads.thread) == ("U0LIU", thread.ts)
    workspace.person("liu").read(workspace.person("liu").app, thread.ts)
    assert of(GOALS, workspace) == GOALS


def play_quarter(workspace: Workspace) -> None:
    chen, liu = workspace.person("chen"), workspace.person("liu")
    prepared(workspace.store, by=workspace.colleague("liu"), about=workspace.colleague("chen"))
    say_it(workspace, "quarter", "quarter_open")
    move(workspace, steps(workspace, "quarter")["quarter_told"])
    chen.wait_for_message(containing="2026 Q4 review").click("Score myself…")
    to_read_over(chen, chen.wait_for_modal(containing="Step 1 of 3")).submit()
    workspace.settle()
    thread = liu.wait_for_message(containing="2026 Q4:")
    liu.wait_for_message(containing="Marketing specialist", thread=thread).click("Approve")
    liu.wait_for_modal(title="Approve").submit()
    for surname in ("zhao", "zhou"):
        workspace.settle()
        workspace.person(surname).wait_for_message(containing="second look at").click("Confirm")
    workspace.settle()
    say_it(workspace, "quarter", "quarter_release")
    form = workspace.person("zhou").wait_for_modal(title="Release results")
    form.choose("Whose results?", ["Marketing · 1 person"])
    form.submit()
    workspace.settle()
    chen.wait_for_message(containing="2026 Q4 review").click("See your result")
    workspace.wait_until(lambda: "quarter_result" in ticked(workspace))
    assert of(QUARTER, workspace) == QUARTER


@pytest.mark.parametrize(
    "order",
    [
        pytest.param((play_quarter, play_goals), id="quarter-first"),
        pytest.param((play_goals, play_quarter), id="goals-first", marks=pytest.mark.soak),
    ],
)
def test_goals_and_a_quarter_are_played_one_after_the_other(
    workspace: Workspace, order: tuple[Callable[[Workspace], None], ...]
) -> None:
    for play in order:
        play(workspace)

    assert {*GOALS, *QUARTER} <= ticked(workspace)
    assert workspace.parked() == []


def test_what_is_agreed_as_it_was_sent_leaves_nothing_to_confirm_and_is_read_by_the_employee(
    workspace: Workspace,
) -> None:
    hear_of_goals(workspace)
    send_the_sheet(workspace)

    sheet_in_the_thread(workspace).click("Agree and sign")
    workspace.settle()

    assert of(GOALS, workspace) == GOALS[:5]
    reads, card = steps(workspace, "goals")["goals_agreed"], goals_card(workspace)
    assert (reads.user, reads.thread) == ("U0CHEN", card.ts)
    assert "Be Chen Jie" in reads.what
    workspace.person("chen").read(workspace.person("chen").app, card.ts)
    assert of(GOALS, workspace) == GOALS


def test_a_draft_that_was_not_sent_ticks_nothing(workspace: Workspace) -> None:
    hear_of_goals(workspace)
    goals_card(workspace).click("Write my KPI sheet…")
    form = workspace.person("chen").wait_for_modal(title="2027 Q1 KPI sheet")
    form.click("Begin with last period's")
    form.close()

    assert of(GOALS, workspace) == GOALS[:2]


def test_the_command_names_the_quarter_whose_goals_are_open_or_else_the_next(workspace: Workspace) -> None:
    assert steps(workspace, "goals")["goals_open"].text == "/review open 2027Q1 goals"
    say_it(workspace, "goals", "goals_open")

    workspace.jump_to(datetime(2027, 1, 4, 2, 0, tzinfo=UTC))

    assert steps(workspace, "goals")["goals_open"].text == "/review open 2027Q1 goals"
    assert steps(workspace, "quarter")["quarter_open"].text == "/review open 2026Q4"
