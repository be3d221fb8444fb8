"""Every state can be walked to, and the walk leaves nothing to be told."""

import pytest

from bot.domain.goals.way import State as GoalsState
from bot.domain.intake.way import State as RequestState
from bot.domain.reviews.way import State
from tests.builders.world import World


@pytest.mark.parametrize("state", State)
def test_a_review_can_be_walked_to_every_state(world: World, state: State) -> None:
    review = world.review_at(state)

    assert review.state is state
    assert (review.employee_id, review.manager_id) == (world.people.employee.id, world.people.manager.id)
    assert world.notices() == []


@pytest.mark.parametrize("state", GoalsState)
def test_goals_can_be_walked_to_every_state(world: World, state: GoalsState) -> None:
    goals = world.goals_at(state)

    assert goals.state is state
    assert (goals.employee_id, goals.manager_id) == (world.people.employee.id, world.people.manager.id)
    assert world.notices() == []


@pytest.mark.parametrize("state", RequestState)
def test_a_request_can_be_walked_to_every_state(world: World, state: RequestState) -> None:
    assert world.request_at(state).state is state
    assert world.notices() == []


def test_a_quarter_is_opened_for_those_who_are_named(world: World) -> None:
    people = (world.people.employee, world.people.colleague)

    reviews = world.open_quarter(*people)

    assert [review.employee_id for review in reviews] == [each.id for each in people]
    assert world.review_at(State.SELF_SCORED, of=world.people.colleague).id == reviews[1].id
    assert world.reload(reviews[0]).state is State.GOALS_AGREED
