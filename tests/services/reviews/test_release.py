"""HR releases results: checked first, once, on record, told in working time."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select, update

from bot.domain.obligations import Kind, Subject
from bot.domain.reviews import distribution
from bot.domain.reviews.way import Event, State
from bot.errors import Refusal
from bot.services.obligations import rebuild
from bot.services.reviews.calibration import move, take_back
from bot.services.reviews.release import look_again, receipt_of, release, to_release, to_release_with
from storage.models.delivery import OutboxRow
from storage.models.people import DepartmentRow, HeldRoleRow
from storage.models.reviews import CycleRow
from tests.builders.world import FRIDAY, QUARTER, World

SATURDAY_NIGHT = datetime(2027, 1, 9, 14, 0, tzinfo=UTC)
MONDAY = datetime(2027, 1, 11, 1, 0, tzinfo=UTC)
"""9:00 in Hangzhou."""


def department_of(world: World, name: str) -> int:
    with world.store.read() as unit:
        return unit.session.query(DepartmentRow.id).filter(DepartmentRow.name == name).scalar()


def releases(world: World, *departments: str, at: datetime = FRIDAY) -> int:
    hr = world.acting(world.people.hr, at=at)
    facts = to_release(hr, name=QUARTER)
    chosen = {department_of(world, each) for each in departments}
    return release(hr, cycle_id=facts.cycle_id, departments=chosen).people


def test_a_departments_results_are_released_at_once_and_on_record(world: World) -> None:
    review = world.review_at(State.CONFIRMED)
    facts = to_release_with(world.acting(world.people.hr), review_id=review.id)
    assert [each.name for each in facts.to_release] == [world.people.employee.department]

    assert releases(world, world.people.employee.department) == 1

    assert world.reload(review).state is State.RELEASED
    with world.store.read() as unit:
        last = unit.reviews.history(review.id)[-1]
        assert unit.obligations.of(Subject.REVIEW, review.id) == []
    assert (last.event, last.by_id) == (Event.RELEASE, world.people.hr.id)
    assert facts.rules is not None
    assert last.facts.rules == facts.rules.fingerprint
    with world.store.read() as unit:
        receipt = receipt_of(unit, review.id)
        assert receipt is not None
        assert receipt.number > 0, "all that led there is sealed"
        assert last.facts.record == str(receipt)
    assert ("ScoreApproved", world.people.employee.id) in world.notices()
    with pytest.raises(Refusal, match=r"release\.done"):
        releases(world, world.people.employee.department)


def test_nobody_is_told_out_of_their_working_time(world: World) -> None:
    review = world.review_at(State.CONFIRMED)

    releases(world, world.people.employee.department, at=SATURDAY_NIGHT)

    assert world.reload(review).state is State.RELEASED
    with world.store.read() as unit:
        rows = unit.session.scalars(select(OutboxRow).where(OutboxRow.due_at > SATURDAY_NIGHT)).all()
    assert {(each.kind, each.due_at) for each in rows if each.kind == "ScoreApproved"} == {
        ("ScoreApproved", MONDAY)
    }


def test_nothing_goes_out_while_somebody_of_the_department_is_in_the_second_look(world: World) -> None:
    mine, colleagues = world.open_quarter(world.people.employee, world.people.colleague)
    world.review_at(State.CONFIRMED)
    world.review_at(State.SCORED, of=world.people.colleague)

    with pytest.raises(Refusal, match=r"release\.waits") as refused:
        releases(world, world.people.employee.department)

    assert refused.value.facts["names"] == [world.people.colleague.name]
    assert world.reload(mine).state is State.CONFIRMED
    world.look_again(colleagues)
    assert releases(world, world.people.employee.department) == 2


def test_who_is_not_scored_yet_follows_later(world: World) -> None:
    _, colleagues = world.open_quarter(world.people.employee, world.people.colleague)
    world.review_at(State.CONFIRMED)

    assert releases(world, world.people.employee.department) == 1
    assert world.reload(colleagues).state is State.GOALS_AGREED

    world.review_at(State.CONFIRMED, of=world.people.colleague)
    assert releases(world, world.people.employee.department) == 1


def test_nothing_goes_out_by_other_rules_than_those_that_were_fixed(world: World) -> None:
    review = world.review_at(State.CONFIRMED)
    with world.store.begin() as unit:
        unit.session.execute(update(CycleRow).values(ends_on=date(2027, 1, 31)))

    with pytest.raises(Refusal, match=r"release\.rules"):
        releases(world, world.people.employee.department)
    assert world.reload(review).state is State.CONFIRMED


@pytest.mark.parametrize("who", ["employee", "manager", "boss", "admin"])
def test_it_is_hrs_alone(world: World, who: str) -> None:
    review = world.review_at(State.CONFIRMED)
    acting = world.acting(getattr(world.people, who))

    for refused in (
        lambda: to_release(acting, name=QUARTER),
        lambda: to_release_with(acting, review_id=review.id),
        lambda: release(acting, cycle_id=review.cycle_id, departments={1, 2, 3}),
    ):
        with pytest.raises(Refusal, match=r"release\.not_hr"):
            refused()
    assert world.reload(review).state is State.CONFIRMED


def test_no_department_is_none(world: World) -> None:
    world.review_at(State.CONFIRMED)

    with pytest.raises(Refusal, match=r"release\.nobody"):
        releases(world)


def test_it_is_owed_by_hr_and_by_whoever_is_hr_after_them(world: World) -> None:
    review, people = world.review_at(State.CONFIRMED), world.people
    with world.store.read() as unit:
        [owed] = unit.obligations.of(Subject.REVIEW, review.id)
    assert (owed.kind, owed.person_id, owed.other_id) == (Kind.RELEASE, people.hr.id, people.employee.id)

    with world.store.begin() as unit:
        unit.session.execute(
            update(HeldRoleRow).where(HeldRoleRow.person_id == people.hr.id).values(person_id=people.admin.id)
        )
        look_again(unit, world.acting())

    with world.store.read() as unit:
        assert [each.person_id for each in unit.obligations.of(Subject.REVIEW, review.id)] == [
            people.admin.id
        ]
    assert rebuild(world.acting()) == 0


def test_shares_that_bind_and_can_be_kept_are_kept_before_anything_goes_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distribution, "FEWEST", 2)
    world.open_quarter(world.people.employee, world.people.colleague)
    reviews = [
        world.review_at(State.CONFIRMED, of=each) for each in (world.people.employee, world.people.colleague)
    ]
    hr = world.acting(world.people.hr)
    for each in reviews:
        move(hr, review_id=each.id, to=Decimal(4), reason="Both carried the sale.", seen=0)

    with pytest.raises(Refusal, match=r"release\.shares") as refused:
        releases(world, world.people.employee.department)

    assert refused.value.facts["names"] == [world.people.employee.department]
    take_back(hr, review_id=reviews[0].id, seen=1)
    assert releases(world, world.people.employee.department) == 2
