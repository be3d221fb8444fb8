"""A released result of the lowest band wants a plan from the manager, until it is written."""

from decimal import Decimal

import pytest

from bot.domain.obligations import Kind, Subject
from bot.domain.people import Person, Role
from bot.domain.reviews.talk_way import Event
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.actions.action import write_action
from bot.services.actions.plans import look_again, open_plan_form, want_no_plan
from bot.services.obligations import owed_by, rebuild
from bot.services.reviews.calibration import move
from bot.services.reviews.release import release, to_release
from storage.models.people import PersonRow
from tests.builders.acting import acting
from tests.builders.actions import typed
from tests.builders.people import HR, person
from tests.builders.talks import Talks
from tests.builders.world import FRIDAY, QUARTER, World

DAY = "2027-01-15"
OFFERED = {"kind": "plan", "support": ("training",), "offered": "A course from March", "due": DAY}


def released(world: World, point: str) -> int:
    """Chen Jie's result at that point, released; its review's id."""
    hr = world.acting(world.people.hr)
    review = world.review_at(State.CONFIRMED)
    move(hr, review_id=review.id, to=Decimal(point), reason="As agreed", seen=0)
    facts = to_release(hr, name=QUARTER)
    release(hr, cycle_id=facts.cycle_id, departments={each.id for each in facts.to_release})
    return review.id


def plans_owed(world: World, who: Person) -> list[int]:
    with world.store.read() as unit:
        owed = owed_by(unit, who, acting(world.store, by=who, now=FRIDAY))
    return [each.subject_id for each in owed if each.kind is Kind.PLAN]


def test_the_manager_owes_one_of_the_lowest_band_until_it_is_written(world: World) -> None:
    people = world.people
    review_id = released(world, "3.25")
    assert plans_owed(world, people.manager) == [review_id]
    assert rebuild(acting(world.store, now=FRIDAY)) == 0

    form = open_plan_form(world.acting(people.manager), review_id=review_id)
    assert (form.person.id, form.typed.kind) == (people.employee.id, "plan")
    by = world.acting(people.manager)
    write_action(by, person_id=people.employee.id, typed=typed(due=DAY), submission="V1")
    assert plans_owed(world, people.manager) == [review_id], "a practice is no plan"
    write_action(by, person_id=people.employee.id, typed=typed(**OFFERED), submission="V2")

    assert plans_owed(world, people.manager) == []
    assert rebuild(acting(world.store, now=FRIDAY)) == 0
    with pytest.raises(Refusal, match=r"plan\.not_wanted"):
        open_plan_form(by, review_id=review_id)


@pytest.mark.parametrize("is_written", [True, False])
def test_released_once_more_it_wants_one_only_where_none_stands(world: World, is_written: bool) -> None:
    people = world.people
    second_hr = person(world.store, "Qian Yu", department=HR, manager=people.boss, roles=(Role.HR,), kpis=())
    review_id = released(world, "3.25")
    if is_written:
        by = world.acting(people.manager)
        write_action(by, person_id=people.employee.id, typed=typed(**OFFERED), submission="V1")
    after = Talks(world=world, review=world.review_of(people.employee), second_hr=second_hr)
    after.appeal()
    after.decide(Event.RELOOK)
    assert plans_owed(world, people.manager) == []

    world.look_again(after.review)
    world.release(after.review)

    assert plans_owed(world, people.manager) == ([] if is_written else [review_id])


def test_nobody_owes_one_of_a_better_result(world: World) -> None:
    review_id = released(world, "4")

    assert plans_owed(world, world.people.manager) == []
    with pytest.raises(Refusal, match=r"action\.not_your_report"):
        open_plan_form(world.acting(world.people.boss), review_id=review_id)
    with pytest.raises(Refusal, match=r"plan\.not_wanted"):
        open_plan_form(world.acting(world.people.manager), review_id=review_id)


def test_it_is_another_managers_once_they_have_them_and_nobodys_once_it_is_opened_again(
    world: World,
) -> None:
    people = world.people
    review_id = released(world, "3.25")
    with pytest.raises(Refusal, match=r"action\.not_your_report"):
        open_plan_form(world.acting(people.boss), review_id=review_id)

    with world.store.begin() as unit:
        unit.session.get_one(PersonRow, people.employee.id).manager_id = people.boss.id
        unit.session.flush()
        look_again(unit, acting(world.store, now=FRIDAY))
    assert (plans_owed(world, people.manager), plans_owed(world, people.boss)) == ([], [review_id])

    with world.store.begin() as unit:
        want_no_plan(unit, review_id, acting(world.store, now=FRIDAY))
        assert unit.obligations.of(Subject.PLAN, review_id) == []
    assert plans_owed(world, people.boss) == []
