"""A talk begins with a release, and follows people who come and go."""

from datetime import date

from sqlalchemy import update

from bot.domain.obligations import Kind, Subject
from bot.domain.people import Person
from bot.domain.reviews.talk_way import State
from bot.services.obligations import rebuild
from bot.services.reviews.advance_talk import all_implied, look_again
from storage.models.people import PersonRow
from tests.builders.talks import Talks
from tests.builders.world import World


def leaves(world: World, person: Person) -> None:
    with world.store.begin() as unit:
        unit.session.execute(
            update(PersonRow).where(PersonRow.id == person.id).values(left_on=date(2027, 1, 7))
        )
        look_again(unit, world.acting())


def owed(after: Talks) -> list[tuple[int, Kind]]:
    with after.world.store.read() as unit:
        of_it = unit.obligations.of(Subject.TALK, after.talk.id)
        assert set(of_it) == set(all_implied(unit, [after.talk], after.world.acting()))
        return [(each.person_id, each.kind) for each in of_it]


def test_a_manager_who_leaves_is_followed_by_whoever_leads_then(world: World) -> None:
    after = Talks.after_release(world)
    with world.store.begin() as unit:
        unit.session.execute(
            update(PersonRow)
            .where(PersonRow.id == world.people.employee.id)
            .values(manager_id=world.people.boss.id)
        )

    leaves(world, world.people.manager)

    assert owed(after) == [(world.people.boss.id, Kind.TALK)]
    after.hold(by=world.people.boss)
    assert after.talk.state is State.HELD


def test_nobody_is_asked_about_somebody_who_has_left(world: World) -> None:
    after = Talks.after_release(world)

    leaves(world, world.people.employee)

    assert owed(after) == []
    assert after.refused("hold") == "talk.employee_left"


def test_a_judge_who_leaves_is_followed_by_another_or_by_nobody(world: World) -> None:
    after = Talks.after_release(world).at(State.APPEALED)

    leaves(world, after.second_hr)

    assert owed(after) == []


def test_what_the_states_imply_is_what_is_kept(world: World) -> None:
    Talks.after_release(world).at(State.HELD)

    assert rebuild(world.acting()) == 0
