"""Whom a review waits for beside its two sides."""

import pytest

from bot.domain.reviews.way import State
from bot.services.reviews.awaited import awaited_of
from tests.builders.world import World


@pytest.mark.parametrize(
    ("state", "who"),
    [
        (State.SELF_SCORED, ()),
        (State.SCORED, ("boss", "hr")),
        (State.CONFIRMED, ("hr",)),
        (State.RELEASED, ()),
    ],
)
def test_it_waits_for_who_looks_again_and_then_for_hr(
    world: World, state: State, who: tuple[str, ...]
) -> None:
    review = world.review_at(state)

    with world.store.read() as unit:
        asked = awaited_of(unit, [review]).get(review.id, ())

    assert set(asked) == {getattr(world.people, each).id for each in who}


def test_of_two_that_are_looked_at_nobody_waits_who_has_confirmed(world: World) -> None:
    mine, colleagues = world.open_quarter(world.people.employee, world.people.colleague)
    world.review_at(State.SCORED)
    world.review_at(State.CONFIRMED, of=world.people.colleague)

    with world.store.read() as unit:
        asked = awaited_of(unit, [world.reload(mine), world.reload(colleagues)])

    assert len(asked[mine.id]) == 2
    assert asked[colleagues.id] == (world.people.hr.id,)
