"""Who hears that a request for input has ended."""

from datetime import timedelta

from bot.services.reviews.advance_input import all_implied, cards_naming, hand_over
from bot.services.reviews.input import end_inputs
from storage.models.people import PersonRow
from tests.builders.world import World
from tests.services.reviews.test_input import LATER, NOW, asks, five


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


def test_those_who_were_asked_see_who_reads_it_now_and_a_reader_who_gave_some_hears_of_no_end(
    world: World,
) -> None:
    people, who = world.people, five(world)
    request = asks(world, who)
    before = len(world.notices())
    with world.store.begin() as unit:
        unit.session.get_one(PersonRow, people.employee.id).manager_id = who[0].id
    with world.store.begin() as unit:
        hand_over(unit, people.employee.id, who[0], world.acting(at=NOW))
        named = {
            str(key)
            for person in (people.employee, who[0], people.manager)
            for _, key in cards_naming(unit, person.id)
        }
        assert not list(cards_naming(unit, people.hr.id))
    cards = {f"input:{request.id}:{each.id}" for each in who}
    assert {card for card, _ in world.notices()[before:]} == named == cards

    end_inputs(world.acting(at=LATER))
    assert "InputEnded" not in [kind for kind, _ in world.notices()]
