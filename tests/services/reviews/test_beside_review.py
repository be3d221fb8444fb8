"""What is read beside a self-score is read by who reads that, and feedback by its own rule."""

from datetime import timedelta

import pytest

from bot.domain.people import Person
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.reviews.beside_review import feedback_of_period, sheet_and_figures
from tests.builders.feedback import Saying
from tests.builders.world import FRIDAY, OPENED, World


@pytest.fixture
def review(world: World) -> Review:
    return world.review_at(State.SELF_SCORED)


def code(world: World, review: Review, by: Person) -> list[str]:
    codes = []
    for read in (sheet_and_figures, feedback_of_period):
        try:
            read(world.acting(by), review_id=review.id)
        except Refusal as refusal:
            codes.append(refusal.code)
    return codes


def test_nobody_but_the_manager_reads_it(world: World, review: Review) -> None:
    assert code(world, review, world.people.manager) == []
    assert code(world, review, world.people.employee) == ["review.no_result_yet"] * 2
    for other in (world.people.colleague, world.people.boss, world.people.hr):
        assert code(world, review, other) == ["review.not_yours_to_see"] * 2


def test_the_feedback_is_that_of_the_period_newest_first(world: World, review: Review) -> None:
    people = world.people
    saying = Saying(world.store, people)
    for days in (-100, -1, 0):
        saying.give(people.colleague, people.employee, at=OPENED + timedelta(days=days))

    feedback = feedback_of_period(world.acting(people.manager, at=FRIDAY), review_id=review.id)

    assert (feedback.total, feedback.may_read_all) == (2, True)
    days = [each.feedback.given_on for each in feedback.pieces]
    assert days == sorted(days, reverse=True)
    assert feedback.about == people.employee
