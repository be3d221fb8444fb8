"""Everybody whom a row of somebody's file may mean."""

from bot.domain.listed_people import Known, ListedPeople
from bot.domain.text import address, plain
from storage.unit import Unit


def listed_people(unit: Unit) -> ListedPeople:
    """Also those who left, and by addresses that they had before."""
    everybody = unit.people.every()
    known = {
        each.id: Known(id=each.id, name=each.name, has_left=not each.is_active, joined_on=each.joined_on)
        for each in everybody
    }
    former = {email: known[person_id] for email, person_id in unit.people.former_addresses().items()}
    return ListedPeople(
        addresses={**former, **{address(each.email): known[each.id] for each in everybody}},
        numbers={plain(number): known[person_id] for number, person_id in unit.people.numbers().items()},
    )
