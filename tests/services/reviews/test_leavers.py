"""After some days HR is asked once what becomes of the review of somebody who left."""

from datetime import date, timedelta

import pytest

from bot.domain.people import Role
from bot.domain.reviews.way import State
from bot.services.reviews.leavers import ask_about_leavers, leaver
from storage.models.people import PersonRow
from tests.builders.world import FRIDAY, World

TEN_LATER = FRIDAY + timedelta(days=14)


def asked(world: World) -> list[int | None]:
    return [to for kind, to in world.notices() if kind == "LeaverWaits"]


@pytest.mark.parametrize("state", [State.GOALS_AGREED, State.SELF_SCORED, State.MORE_ASKED, State.SCORED])
def test_hr_is_asked_once_about_what_waits(world: World, state: State) -> None:
    review = world.review_at(state)
    world.leaves(world.people.employee)

    assert ask_about_leavers(world.acting(at=TEN_LATER - timedelta(days=1))) == 0
    assert asked(world) == []
    for _ in range(2):
        assert ask_about_leavers(world.acting(at=TEN_LATER)) == 1

    assert asked(world) == [world.people.hr.id]
    with world.store.read() as unit:
        facts = leaver(unit, review.id, FRIDAY.date())
        assert facts is not None
        assert (facts.employee.name, facts.left_on) == ("Chen Jie", date(2027, 1, 8))


@pytest.mark.parametrize("state", [State.RELEASED, State.NOT_RATED, State.WITHDRAWN])
def test_nobody_is_asked_about_what_is_over(world: World, state: State) -> None:
    review = world.review_at(state)
    world.leaves(world.people.employee)

    assert ask_about_leavers(world.acting(at=TEN_LATER)) == 0
    with world.store.read() as unit:
        assert leaver(unit, review.id, FRIDAY.date()) is None


def test_whoever_came_back_is_not_asked_about(world: World) -> None:
    review = world.review_at(State.SELF_SCORED)
    world.leaves(world.people.employee)
    ask_about_leavers(world.acting(at=TEN_LATER))
    with world.store.begin() as unit:
        unit.session.get_one(PersonRow, world.people.employee.id).left_on = None

    with world.store.read() as unit:
        assert leaver(unit, review.id, FRIDAY.date()) is None


def test_whom_people_are_to_ask_is_whoever_is_of_hr_by_now(world: World) -> None:
    review = world.review_at(State.GOALS_AGREED)

    def to_ask() -> str:
        with world.store.read() as unit:
            return unit.cycles.to_ask(review.cycle_id)

    assert to_ask() == "Zhou Jing"
    with world.store.begin() as unit:
        unit.session.get_one(PersonRow, world.people.admin.id).roles = frozenset({Role.HR, Role.ADMIN})
    assert to_ask() == "Zhou Jing", "who opened it"
    with world.store.begin() as unit:
        unit.session.get_one(PersonRow, world.people.hr.id).roles = frozenset()
    assert to_ask() == "Lin Tao", "who opened it is of HR no more"
    world.leaves(world.people.admin)
    assert to_ask() == ""
