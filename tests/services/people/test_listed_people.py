"""Whom a file's row may mean: everybody, by every address."""

from bot.services.people.listed_people import listed_people
from tests.builders.world import World


def test_somebody_is_found_by_an_address_of_before_too(world: World) -> None:
    employee = world.people.employee
    with world.store.begin() as unit:
        unit.people.remember_address(employee.id, "chen.before@example.com")
        found = listed_people(unit)

    both = [found.find(email=each, number="") for each in (employee.email, "chen.before@example.com")]
    assert [getattr(each, "id", None) for each in both] == [employee.id, employee.id]
    assert len({each.id for each in found.addresses.values()}) == len(world.people.everyone)
