"""Story 7: the guide's story of a week in between, after the one of goals."""

from datetime import UTC, datetime

import pytest

from tests.scenarios.conftest import Workspace
from tests.scenarios.test_feedback import CAME, SEEN, form_of
from tests.scenarios.test_guide import move, steps
from tests.scenarios.test_guide_goals import hear_of_goals, of, send_the_sheet, sheet_in_the_thread
from tests.scenarios.test_pocket import GENERAL, THANKS, saved

WEEKS = [
    "weeks_asked",
    "weeks_check_in",
    "weeks_digest",
    "weeks_thank",
    "weeks_feedback",
    "weeks_keep",
]


@pytest.fixture
def start() -> datetime:
    """Wednesday 30 December 2026, 9:30 in Hangzhou."""
    return datetime(2026, 12, 30, 1, 30, tzinfo=UTC)


def agree_on_goals(workspace: Workspace) -> None:
    hear_of_goals(workspace)
    send_the_sheet(workspace)
    sheet_in_the_thread(workspace).click("Agree and sign")
    workspace.settle()


def test_a_week_is_ticked_from_the_question_to_the_pocket(workspace: Workspace) -> None:
    chen, liu = workspace.person("chen"), workspace.person("liu")
    agree_on_goals(workspace)
    assert of(WEEKS, workspace) == []

    move(workspace, steps(workspace, "weeks")["weeks_asked"])
    asked = chen.wait_for_message(containing="How is your week?")
    assert of(WEEKS, workspace) == WEEKS[:1]

    asked.click("Check in…")
    form = chen.wait_for_modal(title="Your week")
    form.choose("Shop-wide conversion (target: 3.6 %)", "At risk")
    form.choose("Dwell time (target: 3.6 %)", "On track")
    form.submit()
    chen.wait_for_modal(containing="Liu Yang reads this").close(everything=True)
    assert of(WEEKS, workspace) == WEEKS[:2]

    move(workspace, steps(workspace, "weeks")["weeks_digest"])
    digest = liu.wait_for_message(containing="Shop-wide conversion")
    assert of(WEEKS, workspace) == WEEKS[:3]
    assert steps(workspace, "weeks")["weeks_thank"].thread == digest.ts

    digest.click("Thanks")
    workspace.settle()
    assert of(WEEKS, workspace) == WEEKS[:4]

    give_feedback(workspace)
    assert of(WEEKS, workspace) == WEEKS[:5]

    saved(chen, liu.say(GENERAL, THANKS))
    assert of(WEEKS, workspace) == WEEKS
    assert workspace.parked() == []


def give_feedback(workspace: Workspace) -> None:
    liu = workspace.person("liu")
    command, _, text = steps(workspace, "weeks")["weeks_feedback"].text.partition(" ")
    liu.command(command, text)
    form = form_of(liu)
    form.choose("Whom is it about?", "Chen Jie")
    form.choose("What is it?", "Positive")
    form.fill(SEEN, "You told the warehouse before the campaign began.")
    form.fill(CAME, "Nothing was sold that was not there.")
    form.submit()
    workspace.settle()
