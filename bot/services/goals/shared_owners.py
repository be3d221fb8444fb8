"""Who answers for the owners of a shared KPI, and whom it concerns."""

from collections.abc import Sequence

from bot.domain.goals.shared import Around, Asked, SharedKpi
from bot.domain.people import Grade, Person
from storage.unit import Unit

MOST_STEPS = 20
"""So far up the line a head is looked for; no company has more levels."""


def asked_of(unit: Unit, shared: SharedKpi) -> Asked:
    """By owner: the person themselves, while they are there; for a department its heads."""
    people = {person.id: person for person in unit.people.values(shared.owner_people)}
    return {
        owner.id: [person for person in [people[owner.person_id]] if person.is_active]
        if owner.person_id is not None
        else heads(unit, owner.department_id or 0)
        for owner in shared.owners
    }


def heads(unit: Unit, department_id: int) -> Sequence[Person]:
    """The nearest senior superior of a department's people; where there is none, everybody of the department
    who manages somebody in it.
    """
    superiors = unit.shared.superiors(department_id)
    name = unit.plans.department_names().get(department_id, "")
    level = [person for person in unit.people.values(superiors) if person.is_active]
    inside = [person for person in level if person.department == name]
    for _ in range(MOST_STEPS):
        senior = [person for person in level if person.grade is Grade.SENIOR]
        if senior:
            return sorted(senior, key=lambda person: (person.department != name, person.id))[:1]
        above = {person.manager_id for person in level if person.manager_id is not None}
        level = [person for person in unit.people.values(above) if person.is_active]
        if not level:
            break
    return inside


def around(unit: Unit, shared: SharedKpi, asked: Asked) -> Around:
    """For the table of deeds: who may answer, read, take it back."""
    answering = {person.id for people in asked.values() for person in people}
    owners = unit.people.values(shared.owner_people)
    return Around(
        proposed_by_id=shared.proposed_by_id,
        answering=frozenset(answering),
        owners=shared.owner_people | answering,
        managers=frozenset(person.manager_id for person in owners if person.manager_id is not None),
    )
