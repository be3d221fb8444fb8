"""Whoever was to look again and cannot any more: the seat passes on, on record, with card and step."""

import pytest

from bot.domain.obligations import Kind
from bot.domain.people import Role
from bot.domain.reviews.review import Review
from bot.domain.reviews.seats import Seat
from bot.domain.reviews.way import Event, State
from bot.services.reviews.second_look_seats import pass_on
from storage.models.people import PersonRow
from tests.builders.people import person
from tests.builders.world import World


@pytest.fixture
def review(world: World) -> Review:
    return world.review_at(State.SCORED)


def look_anew(world: World) -> None:
    with world.store.begin() as unit:
        pass_on(unit, world.acting())


def seats_of(world: World, review: Review) -> dict[Seat, int]:
    with world.store.read() as unit:
        return {each.seat: each.person_id for each in unit.second_looks.of(review.id)}


def asked(world: World) -> set[int]:
    ids = {each.id for each in world.people.everyone}
    with world.store.read() as unit:
        everybody = {each.id for each in unit.people.every()} | ids
        owed = unit.obligations.waiting(everybody)
    return {each.obligation.person_id for each in owed if each.obligation.kind is Kind.SECOND_LOOK}


def lose_the_role(world: World) -> None:
    with world.store.begin() as unit:
        unit.session.get_one(PersonRow, world.people.hr.id).roles = []


def test_where_everybody_can_look_nothing_happens(world: World, review: Review) -> None:
    look_anew(world)

    assert world.reload(review) == review
    assert world.notices() == []


def test_hr_who_is_of_hr_no_more_is_asked_no_more_and_another_is(world: World, review: Review) -> None:
    other = person(world.store, "Feng Yi", manager=world.people.boss, roles=(Role.HR,), kpis=())
    lose_the_role(world)

    look_anew(world)
    look_anew(world)

    assert seats_of(world, review) == {Seat.ONE_OVER: world.people.boss.id, Seat.HR: other.id}
    assert asked(world) == {world.people.boss.id, other.id}
    with world.store.read() as unit:
        last = list(unit.reviews.history(review.id))[-1]
    assert (last.event, last.by_id, last.facts.seat) == (Event.RESEAT, None, Seat.HR)
    assert last.facts.owner
    assert (last.facts.owner.was, last.facts.owner.now) == (world.people.hr.id, other.id)
    told = {to for card, to in world.notices() if card.startswith("second-look:")}
    assert told == {world.people.boss.id, world.people.hr.id, other.id}


def test_where_the_only_one_still_awaited_cannot_look_it_is_through(world: World, review: Review) -> None:
    lose_the_role(world)
    look_anew(world)
    assert seats_of(world, review) == {Seat.ONE_OVER: world.people.boss.id}
    assert world.reload(review).state is State.SCORED

    with world.store.begin() as unit:
        unit.session.get_one(PersonRow, world.people.manager.id).manager_id = None
    look_anew(world)

    assert world.reload(review).state is State.CONFIRMED
    assert asked(world) == set()
