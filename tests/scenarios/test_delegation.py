"""A manager goes on leave: HR puts somebody in their place, who approves; the manager takes the rest back."""

from datetime import datetime

import pytest

from bot.sandbox import Msg
from tests.builders.approval import FRIDAY, handed_in, opened
from tests.scenarios.conftest import Workspace


@pytest.fixture
def start() -> datetime:
    return FRIDAY


def theirs(workspace: Workspace, surname: str, name: str) -> Msg:
    person = workspace.person(surname)
    thread = person.wait_for_message(containing="2026 Q4:")
    return person.wait_for_message(containing=f"*{name}* ·", thread=thread)


def test_somebody_decides_in_a_managers_place_until_it_is_taken_back(workspace: Workspace) -> None:
    people = workspace.company
    for who in (people.employee, people.colleague):
        handed_in(workspace.store, opened(workspace.store, who, people.manager).review_id, who)
    workspace.settle()
    zhou, zhao, liu = (workspace.person(name) for name in ("zhou", "zhao", "liu"))

    zhou.command("/review", "delegate")
    form = zhou.wait_for_modal(title="While on leave")
    form.choose("Whose reviews?", "Liu Yang")
    form.choose("Who decides meanwhile?", "Zhao Min")
    form.pick_date("Until which day?", "2027-01-15")
    form.fill("Why?", "Parental leave")
    form.submit()
    workspace.settle()

    done = zhou.wait_for_modal(containing="Both hear of it now")
    assert "With it went: Chen Jie and Wu Min" in done.plain
    done.close()
    told = liu.wait_for_message(containing="decides on your reviews until Fri 15 Jan")
    assert "Parental leave" in told.plain
    zhao.wait_for_message(containing="You decide on the reviews of *Liu Yang* until Fri 15 Jan")
    theirs(workspace, "zhao", "Chen Jie").click("Approve")
    zhao.wait_for_modal(title="Approve").submit()
    workspace.settle()
    zhao.wait_for_modal(title="Approved").close()
    workspace.person("chen").wait_for_message(containing="Zhao Min has scored your review")
    thread = liu.wait_for_message(containing="2026 Q4:")
    assert "With Zhao Min while you are on leave: Wu Min" in thread.plain

    told.click("Take it back")
    workspace.settle()

    assert "Approve" in theirs(workspace, "liu", "Wu Min").buttons
    zhao.wait_for_message(containing="Liu Yang decides on their reviews again: Liu Yang took it back")
    assert workspace.parked() == []


def test_whoever_is_not_of_hr_is_told_so(workspace: Workspace) -> None:
    [answer] = workspace.person("liu").command("/review", "delegate")

    assert "Only HR can put somebody in the place of a manager on leave" in answer.plain
