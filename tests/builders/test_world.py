"""Every state can be walked to, and the walk leaves nothing to be told."""

import pytest

from bot.domain.intake.states import State as RequestState
from bot.domain.reviews.states import State
from tests.builders.world import World


@pytest.mark.parametrize("state", State)
def test_a_review_can_be_walked_to_every_state(world: World, state: State) -> None:
    review = world.review_at(state)

    assert review.state is state
    assert (review.employee, review.manager) == (world.people.employee, world.people.manager)
    assert world.notices() == []


@pytest.mark.parametrize("state", RequestState)
def test_a_request_can_be_walked_to_every_state(world: World, state: RequestState) -> None:
    assert world.request_at(state).state is state
    assert world.notices() == []


def test_a_quarter_is_opened_for_those_who_are_named(world: World) -> None:
    reviews = world.open_quarter(world.people.employee, world.people.colleague)

    assert [review.employee.name for review in reviews] == ["Chen Jie", "Wu Min"]
    assert world.review_at(State.SELF_SCORED, of=world.people.colleague).id == reviews[1].id
    assert world.reload(reviews[0]).state is State.GOALS_AGREED
