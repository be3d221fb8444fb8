"""A period in two moments: HR opens goals, scoring opens by itself or by hand, and HR hears who is left."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.services.goals.agreement import sign
from tests.builders.goals import proposed
from tests.scenarios.conftest import Workspace

JANUARY = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
"""Monday, the first working day of 2027Q1, 10:00 in Hangzhou."""
TUESDAY = datetime(2027, 1, 5, 2, 0, tzinfo=UTC)
MARCH = datetime(2027, 3, 29, 2, 1, tzinfo=UTC)
"""Scoring opens by itself on Monday 29 March at 10:00."""


@pytest.fixture
def start() -> datetime:
    return JANUARY


def says(workspace: Workspace, text: str, *, who: str = "zhou") -> str:
    return str(workspace.person(who).command("/review", text)[0].plain)


def agree(workspace: Workspace, surname: str) -> None:
    """Both sign a sheet for the person's goals."""
    employee = workspace.colleague(surname)
    manager = workspace.look(lambda unit: unit.people.get(employee.manager_id or 0))
    goals = workspace.look(lambda unit: unit.goals.latest_of(employee.id))
    assert goals is not None
    sheet_id = proposed(workspace.store, goals.id, employee, at=workspace.clock.now())
    sign(replace(workspace.steward.acting(), by=manager), goals_id=goals.id, sheet_id=sheet_id)


def jump(workspace: Workspace, at: datetime) -> None:
    """To then, without what would have come on the way."""
    workspace.clock.move_to(at)
    workspace.steward.tick()


def direct_messages(workspace: Workspace, surname: str) -> str:
    workspace.settle()
    return "\n".join(each.plain for each in workspace.person(surname).dm() if not each.ephemeral)


def test_goals_are_opened_and_scoring_opens_by_itself_for_whoever_is_ready(workspace: Workspace) -> None:
    opened = says(workspace, "open 2027 Q1 goals")
    assert "2027 Q1 is open for goals, for 7 people. Each hears of it at 10:00" in opened
    assert "by Mon 18 Jan. Scoring opens by itself on Mon 29 Mar" in opened
    assert "*2027 Q1*, goals: 0 of 7 agreed. Due Mon 18 Jan" in says(workspace, "status")
    jump(workspace, TUESDAY)
    assert "2027 Q1 goals" in direct_messages(workspace, "chen")

    agree(workspace, "chen")
    shown = says(workspace, "status 2027Q1")
    assert "*Marketing*: 1 agreed, 2 not sent" in shown
    assert "Chen Jie: agreed" in shown
    assert "Wu Min: not sent yet" in shown
    jump(workspace, MARCH)

    told = direct_messages(workspace, "zhou")
    assert "2027 Q1 is open for scoring, for one person." in told
    assert "not signed by both: He Jun, Lin Tao, Liu Yang, Sun Li, Wu Min and Zhou Jing." in told
    now = says(workspace, "status 2027Q1")
    assert "*2027 Q1*: 0 of 1 results released." in now
    assert "not signed by both: 6 people." in now
    jump(workspace, datetime(2027, 3, 30, 2, 0, tzinfo=UTC))
    assert "2027 Q1 review" in direct_messages(workspace, "chen")

    agree(workspace, "wu")
    jump(workspace, datetime(2027, 3, 31, 2, 0, tzinfo=UTC))
    assert "2027 Q1 review" in direct_messages(workspace, "wu")
    assert workspace.parked() == []


def test_scoring_is_opened_early_when_it_is_meant(workspace: Workspace) -> None:
    says(workspace, "open 2027Q1 goals")
    assert "Nobody could be scored" in says(workspace, "score 2027Q1")
    agree(workspace, "chen")
    hr = workspace.person("zhou")

    [asked] = hr.command("/review", "score 2027Q1")
    assert "opens by itself on Mon 29 Mar" in asked.plain
    assert "for 1 of 7 people" in asked.plain
    asked.click("Open scoring of 2027 Q1 now")

    hr.wait_until(lambda: "is open for scoring, for one person" in hr.ephemerals(hr.app)[-1].plain)
    answer = hr.ephemerals(hr.app)[-1]
    assert answer.buttons == []
    assert "Not scored yet" in answer.plain
    assert "has been open for scoring since Mon 4 Jan" in says(workspace, "score 2027Q1")
    assert "Only HR" in says(workspace, "score 2027Q1", who="liu")


def test_where_every_sheet_came_with_the_file_goals_are_skipped_and_can_be_insisted_on(
    workspace: Workspace,
) -> None:
    assert "2027 Q1 is open for 7 people." in says(workspace, "open 2027Q1")
    assert "has been open for scoring" in says(workspace, "score 2027Q1")
    assert "does not know" in says(workspace, "open 2027Q2 three-part kpi-values")

    [asked] = workspace.person("zhou").command("/review", "open 2027Q3 three-part goals")
    asked.click("Open 2027 Q3")

    hr = workspace.person("zhou")
    hr.wait_until(lambda: "2027 Q3 is open for goals, for 7 people" in hr.ephemerals(hr.app)[-1].plain)
    assert "Ability" in hr.ephemerals(hr.app)[-1].plain


def test_goals_are_given_more_time_and_taken_back(workspace: Workspace) -> None:
    says(workspace, "open 2027Q1 goals")
    jump(workspace, TUESDAY)
    workspace.settle()
    assert "goals are now due Fri 29 Jan" in says(workspace, "extend 2027Q1 2027-01-29 the festival")
    assert "Fri 29 Jan" in direct_messages(workspace, "chen")
    assert "The period ends on Wed 31 Mar" in says(workspace, "extend 2027Q1 2027-04-02 late")

    hr = workspace.person("zhou")
    [asked] = hr.command("/review", "withdraw 2027Q1 the wrong quarter")
    assert "It was opened for goals on Mon 4 Jan, for 7 people, and nobody has signed" in asked.plain
    assert "7 people have been told" in asked.plain
    asked.click("Withdraw 2027 Q1")
    hr.wait_until(lambda: "2027 Q1 is withdrawn. 7 people" in hr.ephemerals(hr.app)[-1].plain)

    workspace.settle()
    card = next(each for each in workspace.person("chen").dm() if not each.ephemeral)
    [note] = card.thread()
    assert "the wrong quarter" in card.plain
    assert "the wrong quarter" in note.plain
    jump(workspace, MARCH)
    assert "open for scoring" not in direct_messages(workspace, "zhou")
    assert workspace.parked() == []


def test_a_quarter_that_somebody_signed_is_not_taken_back(workspace: Workspace) -> None:
    says(workspace, "open 2027Q1 goals")
    agree(workspace, "chen")

    assert "of these people is signed: Chen Jie" in says(workspace, "withdraw 2027Q1 a mistake")


def test_the_next_quarter_agrees_on_goals_while_this_one_is_scored(workspace: Workspace) -> None:
    says(workspace, "open 2026Q4")
    says(workspace, "open 2027Q1 goals")

    shown = says(workspace, "status")

    assert "*2026 Q4*: 0 of 7 results released." in shown
    assert "In 2027 Q1 goals are agreed on: `/review status 2027Q1`." in shown
    agree(workspace, "wu")
    jump(workspace, TUESDAY)
    messages = direct_messages(workspace, "chen")
    assert "2026 Q4 review" in messages
    assert "2027 Q1 goals" in messages
