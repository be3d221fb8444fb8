"""People leave, come back and lead others: who is asked follows them."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.domain.goals.shared_way import State
from bot.domain.obligations import Subject
from bot.domain.people import Person
from bot.services.goals.advance_shared import look_again
from bot.services.obligations import rebuild
from storage.models.people import PersonRow
from tests.builders.acting import acting
from tests.builders.people import person
from tests.builders.shared import ASKED_AT, Sharing
from tests.builders.world import World

LATER = ASKED_AT + timedelta(days=15)


@pytest.fixture
def sharing(world: World) -> Sharing:
    return Sharing(world.store, world.people)


def look(world: World) -> None:
    with world.store.begin() as unit:
        look_again(unit, acting(world.store, now=ASKED_AT))


def asked(world: World, shared_id: int) -> set[int]:
    with world.store.read() as unit:
        return {
            each.obligation.person_id
            for each in unit.obligations.waiting()
            if each.obligation.subject_id == shared_id and each.obligation.subject == "shared_kpi"
        }


def state(world: World, shared_id: int) -> State:
    with world.store.read() as unit:
        return unit.shared.look(shared_id).state


def led_by(world: World, who: Person, *names: str) -> None:
    with world.store.begin() as unit:
        unit.session.execute(update(PersonRow).where(PersonRow.name.in_(names)).values(manager_id=who.id))


def test_who_has_left_is_not_waited_for(world: World, sharing: Sharing) -> None:
    shared = sharing.share("U0SUN", "U0HE")
    world.leaves(world.people.developer)

    look(world)

    assert asked(world, shared.id) == {world.people.product_manager.id}
    world.leaves(world.people.product_manager)
    look(world)
    assert state(world, shared.id) is State.AGREED
    assert asked(world, shared.id) == set()
    assert rebuild(acting(world.store)) == 0


def test_a_new_head_is_asked_in_place_of_the_former(world: World, sharing: Sharing) -> None:
    shared = sharing.share(departments=("Technical",))
    assert asked(world, shared.id) == {world.people.boss.id}
    lead = person(
        world.store, "Ma Li", department="Technical", grade=world.people.boss.grade, manager=world.people.boss
    )
    led_by(world, lead, "He Jun", "Lin Tao")

    look(world)
    look(world)

    with world.store.read() as unit:
        heads = {each.id for each in unit.people.values([lead.id, world.people.boss.id])}
        assert len(unit.shared.history(shared.id)) == 2
    assert asked(world, shared.id) < heads
    assert rebuild(acting(world.store)) == 0


def test_whoever_is_asked_later_has_had_it_since_then(world: World, sharing: Sharing) -> None:
    shared = sharing.share("U0WU", departments=("Technical",))
    lead = person(
        world.store, "Ma Li", department="Technical", grade=world.people.boss.grade, manager=world.people.boss
    )
    led_by(world, lead, "He Jun", "Lin Tao")

    with world.store.begin() as unit:
        look_again(unit, acting(world.store, now=LATER))
        owed = {each.person_id: each for each in unit.obligations.of(Subject.SHARED_KPI, shared.id)}

    leads, wus = owed[lead.id], owed[world.people.colleague.id]
    assert (leads.since, wus.since) == (LATER, ASKED_AT)
    assert leads.due_on > LATER.date() > wus.due_on
    assert rebuild(acting(world.store, now=LATER)) == 0
