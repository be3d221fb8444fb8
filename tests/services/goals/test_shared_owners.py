"""Who answers for a department: its nearest senior superior, else who leads in it."""

from sqlalchemy import update

from bot.domain.people import Grade
from bot.services.goals.shared_owners import heads
from storage.models.people import PersonRow
from tests.builders.people import person
from tests.builders.world import World


def heads_of(world: World, name: str) -> list[str]:
    with world.store.read() as unit:
        return [each.name for each in heads(unit, unit.plans.departments()[name])]


def grade(world: World, *names: str, to: Grade) -> None:
    with world.store.begin() as unit:
        unit.session.execute(update(PersonRow).where(PersonRow.name.in_(names)).values(grade=to))


def test_the_nearest_senior_superior_answers_wherever_they_are(world: World) -> None:
    assert heads_of(world, "Marketing") == ["Zhao Min"]
    assert heads_of(world, "Technical") == ["Zhao Min"]

    grade(world, "Liu Yang", to=Grade.SENIOR)

    # Zhao Min manages somebody of the department herself, and was there first.
    assert heads_of(world, "Marketing") == ["Zhao Min"]
    grade(world, "Zhao Min", to=Grade.STAFF)
    assert heads_of(world, "Marketing") == ["Liu Yang"]


def test_where_nobody_is_senior_whoever_leads_in_it_answers(world: World) -> None:
    grade(world, "Zhao Min", to=Grade.STAFF)

    assert heads_of(world, "Marketing") == ["Zhao Min", "Liu Yang"]
    assert heads_of(world, "Technical") == []


def test_further_up_the_line_is_looked_where_the_next_superior_is_not_senior(world: World) -> None:
    lead = person(world.store, "Ma Li", department="Technical", manager=world.people.boss)
    with world.store.begin() as unit:
        unit.session.execute(
            update(PersonRow).where(PersonRow.name.in_(["He Jun", "Lin Tao"])).values(manager_id=lead.id)
        )

    assert heads_of(world, "Technical") == ["Zhao Min"]


def test_who_has_left_answers_for_nobody(world: World) -> None:
    world.leaves(world.people.boss)

    assert heads_of(world, "Technical") == []
