"""Somebody reads their result, and asks how it was computed."""

from datetime import datetime

import pytest

from bot.services.reviews import approval, second_look
from tests.builders.acting import acting
from tests.builders.approval import FRIDAY, Opened, handed_in, opened
from tests.scenarios.conftest import Workspace


@pytest.fixture
def start() -> datetime:
    return FRIDAY


@pytest.fixture
def review(workspace: Workspace) -> Opened:
    """Chen Jie's review, handed in."""
    people, now = workspace.company, workspace.clock.now()
    review = opened(workspace.store, people.employee, people.manager)
    handed_in(workspace.store, review.review_id, people.employee, now=now)
    workspace.settle()
    return review


def is_released(workspace: Workspace, review: Opened) -> None:
    """The manager has approved it, and everybody who looks again has confirmed it."""
    store, now = workspace.store, workspace.clock.now()
    manager = acting(store, by=workspace.company.manager, now=now)
    version = workspace.look(lambda unit: unit.reviews.look(review.review_id).version)
    approval.approve(manager, review_id=review.review_id, version=version)
    seated = workspace.look(
        lambda unit: [unit.people.get(each.person_id) for each in unit.second_looks.of(review.review_id)]
    )
    for looker in seated:
        version = workspace.look(lambda unit: unit.reviews.look(review.review_id).version)
        second_look.confirm(acting(store, by=looker, now=now), [(review.review_id, version)])
    workspace.release()


def test_the_employee_is_led_from_the_result_to_every_step_of_it(
    workspace: Workspace, review: Opened
) -> None:
    is_released(workspace, review)
    chen = workspace.person("chen")

    chen.wait_for_message(containing="Your result is there").click("See your result")
    chen.wait_for_modal(title="Result").click("How was this computed?")

    said = chen.wait_for_modal(title="How it adds up").plain
    assert "KPIs 3.65 × 70 % + Values 2.75 × 30 % = *3.38*" in said
    assert "Half-way is 3.375; 3.38 is above it: 3.5." in said
    assert "Liu Yang approved the scores" in said


def test_the_manager_is_led_there_from_what_is_read(workspace: Workspace, review: Opened) -> None:
    liu = workspace.person("liu")
    thread = liu.wait_for_message(containing="2026 Q4:")

    liu.wait_for_message(containing="Marketing specialist", thread=thread).click("Read all…")
    liu.wait_for_modal(title="Read all").click("How was this computed?")

    assert "It is not final yet." in liu.wait_for_modal(title="How it adds up").plain
