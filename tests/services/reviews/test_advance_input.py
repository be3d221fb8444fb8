"""Who hears that a request for input has ended."""

from datetime import timedelta

from bot.services.reviews.advance_input import all_implied
from bot.services.reviews.input import end_inputs
from tests.builders.world import World
from tests.services.reviews.test_input import LATER, asks, five


def test_whoever_asked_and_the_manager_of_now_hear_of_the_end_and_nobody_owes_it_then(world: World) -> None:
    people = world.people
    asks(world, five(world), by=people.hr)
    with world.store.read() as unit:
        assert len(list(all_implied(unit, unit.inputs.all_under_way()))) == 5

    end_inputs(world.acting(at=LATER + timedelta(days=1)))

    told = [to for kind, to in world.notices() if kind == "InputEnded"]
    assert told == [people.manager.id, people.hr.id]
    with world.store.read() as unit:
        assert list(all_implied(unit, unit.inputs.all_under_way())) == []
