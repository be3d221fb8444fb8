"""A talk begins with a release, and follows people who come and go."""

from datetime import date

from sqlalchemy import delete, select, update

from bot.domain.obligations import Kind, Subject
from bot.domain.people import Person, Role
from bot.domain.reviews.cards import my_review_card
from bot.domain.reviews.talk_way import Event, State
from bot.services.obligations import rebuild
from bot.services.reviews.advance_talk import all_implied, look_again
from storage.models.delivery import OutboxRow
from storage.models.people import HeldRoleRow, PersonRow
from tests.builders.people import HR, person
from tests.builders.talks import Talks
from tests.builders.world import World


def leaves(world: World, person: Person) -> None:
    with world.store.begin() as unit:
        unit.session.execute(
            update(PersonRow).where(PersonRow.id == person.id).values(left_on=date(2027, 1, 7))
        )
        look_again(unit, world.acting())


def looked_again(world: World) -> None:
    with world.store.begin() as unit:
        look_again(unit, world.acting())


def led_by(world: World, person: Person, manager: Person) -> None:
    with world.store.begin() as unit:
        unit.session.execute(update(PersonRow).where(PersonRow.id == person.id).values(manager_id=manager.id))


def owed(after: Talks) -> list[tuple[int, Kind]]:
    with after.world.store.read() as unit:
        of_it = unit.obligations.of(Subject.TALK, after.talk.id)
        assert set(of_it) == set(all_implied(unit, [after.talk], after.world.acting()))
        return [(each.person_id, each.kind) for each in of_it]


def test_a_manager_who_leaves_is_followed_by_whoever_leads_then(world: World) -> None:
    after = Talks.after_release(world)
    led_by(world, world.people.employee, world.people.boss)

    leaves(world, world.people.manager)

    assert owed(after) == [(world.people.boss.id, Kind.TALK)]
    after.hold(by=world.people.boss)
    assert after.talk.state is State.HELD


def test_nobody_is_asked_about_somebody_who_has_left(world: World) -> None:
    after = Talks.after_release(world)

    leaves(world, world.people.employee)

    assert owed(after) == []
    assert after.refused("hold") == "talk.employee_left"


def test_not_held_after_all_whoever_leads_then_has_it(world: World) -> None:
    after = Talks.after_release(world).at(State.HELD)
    led_by(world, world.people.employee, world.people.boss)
    leaves(world, world.people.manager)

    after.deny()

    assert owed(after) == [(world.people.boss.id, Kind.TALK)]


def test_a_judge_who_leaves_is_followed_by_another_or_by_nobody(world: World) -> None:
    after = Talks.after_release(world).at(State.APPEALED)
    version = after.talk.version

    leaves(world, after.second_hr)

    assert (owed(after), after.talk.judge_id) == ([], None)
    another = person(world.store, "Luo Fang", post="HR partner", department=HR, roles=(Role.HR,))
    looked_again(world)
    looked_again(world)
    assert owed(after) == [(another.id, Kind.APPEAL)]
    assert after.talk.version == version + 2


def test_every_step_of_a_talk_draws_the_card_of_its_review_anew(world: World) -> None:
    after = Talks.after_release(world)

    def drawn() -> int:
        with world.store.read() as unit:
            key = str(my_review_card(after.review.id))
            rows = unit.session.scalars(select(OutboxRow.payload).where(OutboxRow.kind == "CardStale"))
            return sum(each["card"] == key for each in rows)

    before = drawn()
    after.hold()
    after.deny()
    after.appeal()

    assert drawn() == before + 3, "though its review had as many steps before"


def test_who_is_not_of_hr_any_more_decides_no_appeal(world: World) -> None:
    after = Talks.after_release(world).at(State.APPEALED)
    another = person(world.store, "Luo Fang", post="HR partner", department=HR, roles=(Role.HR,))
    looked_again(world)
    assert owed(after) == [(after.second_hr.id, Kind.APPEAL)], "whoever has it keeps it"

    with world.store.begin() as unit:
        unit.session.execute(delete(HeldRoleRow).where(HeldRoleRow.person_id == after.second_hr.id))
    looked_again(world)

    assert owed(after) == [(another.id, Kind.APPEAL)]
    assert after.refused("decide", Event.UPHOLD) == "appeal.not_yours"


def test_what_the_states_imply_is_what_is_kept(world: World) -> None:
    Talks.after_release(world).at(State.HELD)

    assert rebuild(world.acting()) == 0
