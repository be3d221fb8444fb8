"""Who is the head of somebody's department."""

from bot.domain.people import Grade, Person
from storage.unit import Unit


def head_above(unit: Unit, manager_id: int | None, *, below: int) -> Person | None:
    """The nearest senior colleague up the line from a manager who is there; None where there is none.

    `below`: whose head it is; a line that leads back to them ends there.
    """
    seen: set[int] = {below}
    above = manager_id
    while above is not None and above not in seen:
        seen.add(above)
        person = unit.people.get(above)
        if person.grade is Grade.SENIOR and person.is_active:
            return person
        above = person.manager_id
    return None
