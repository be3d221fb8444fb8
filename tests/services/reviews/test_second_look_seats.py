"""Whoever was to look again and cannot any more: the seat passes on, on record, with card and step."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.domain.concerns import Cause, Concern
from bot.domain.leave_import import LeaveEntry
from bot.domain.obligations import Kind
from bot.domain.people import Person, Role
from bot.domain.reviews.review import Review
from bot.domain.reviews.seats import Seat
from bot.domain.reviews.way import Event, State
from bot.services.concerns import concern_list
from bot.services.people.away import come_back, go_away
from bot.services.people.leave_import import import_leave
from bot.services.reviews.second_look_facts import second_look_facts
from bot.services.reviews.second_look_seats import look_after_seats, pass_on
from storage.models.people import PersonRow
from tests.builders.people import person
from tests.builders.world import FRIDAY, World


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


def says_so(world: World, who: Person, last: str) -> None:
    go_away(world.acting(who), said=f"until {last}")


def stands_in_the_file(world: World, who: Person, last: str) -> None:
    assert last == "12 Mar 2027"
    entry = LeaveEntry(line=2, email=who.email, first="2027-01-08", last="2027-03-12")
    assert not import_leave(world.acting(), [entry]).problems


@pytest.mark.parametrize("recorded", [says_so, stands_in_the_file])
def test_a_long_leave_passes_the_seat_on_as_it_is_written_down_and_it_stays_there(
    world: World, review: Review, recorded: Callable[[World, Person, str], None]
) -> None:
    hr, boss = world.people.hr, world.people.boss
    other = person(world.store, "Feng Yi", manager=boss, roles=(Role.HR,), kpis=())

    recorded(world, hr, "12 Mar 2027")

    assert seats_of(world, review) == {Seat.ONE_OVER: boss.id, Seat.HR: other.id}
    assert asked(world) == {boss.id, other.id}
    assert {to for card, to in world.notices() if card.startswith("second-look")} == {
        boss.id,
        hr.id,
        other.id,
    }
    with world.store.read() as unit:
        now, before = (
            second_look_facts(unit, cycle_id=review.cycle_id, looker_id=who.id, manager_id=review.manager_id)
            for who in (other, hr)
        )
    assert [each.in_place_of for each in now.people] == [hr.name]
    assert (before.people, before.gone) == ((), (("Chen Jie", "Feng Yi"),))

    come_back(world.acting(hr, at=FRIDAY + timedelta(days=3)))
    look_after_seats(world.acting(at=FRIDAY + timedelta(days=3)))

    assert seats_of(world, review)[Seat.HR] == other.id


@pytest.mark.parametrize(("last", "days"), [("15 Jan 2027", 0), ("12 Mar 2027", 0), ("12 Mar 2027", 31)])
def test_a_leave_that_ends_in_time_changes_nothing_and_one_that_begins_later_does_then(
    world: World, review: Review, last: str, days: int
) -> None:
    person(world.store, "Feng Yi", manager=world.people.boss, roles=(Role.HR,), kpis=())
    first = "11 Jan 2027"
    go_away(world.acting(world.people.hr), said=f"from {first} until {last}")
    assert seats_of(world, review)[Seat.HR] == world.people.hr.id

    look_after_seats(world.acting(at=FRIDAY + timedelta(days=3)))

    assert (seats_of(world, review)[Seat.HR] == world.people.hr.id) is (last == "15 Jan 2027")


def noted(world: World) -> list[tuple[str, list[str]]]:
    def told(each: Concern) -> tuple[str, list[str]]:
        return each.facts["name"], each.facts["away"]

    return [told(each) for each in concern_list(world.acting(world.people.admin), Cause.NO_SECOND_LOOK).open]


def test_where_nobody_is_above_hr_looks_alone_and_where_all_are_away_it_waits_and_the_admins_hear_of_it_once(
    world: World, review: Review
) -> None:
    hr, boss = world.people.hr, world.people.boss
    says_so(world, boss, "12 Mar 2027")
    assert seats_of(world, review) == {Seat.HR: hr.id}
    assert noted(world) == []
    world.notices()

    says_so(world, hr, "12 Mar 2027")
    look_after_seats(world.acting())
    look_after_seats(world.acting(at=FRIDAY + timedelta(hours=1)))

    assert seats_of(world, review) == {Seat.HR: hr.id}
    assert world.reload(review).state is State.SCORED
    assert noted(world) == [("Chen Jie", ["Zhao Min", "Zhou Jing"])]
    assert [to for kind, to in world.notices() if kind == "ConcernsChanged"] == [world.people.admin.id]

    other = person(world.store, "Feng Yi", manager=boss, roles=(Role.HR,), kpis=())
    look_after_seats(world.acting(at=FRIDAY + timedelta(hours=2)))

    assert seats_of(world, review) == {Seat.HR: other.id}
    assert noted(world) == []


def test_whoever_is_on_leave_when_it_is_approved_is_not_asked(world: World) -> None:
    world.review_at(State.SELF_SCORED)
    other = person(world.store, "Feng Yi", manager=world.people.boss, roles=(Role.HR,), kpis=())
    says_so(world, world.people.hr, "12 Mar 2027")

    review = world.review_at(State.SCORED, at=FRIDAY)

    assert seats_of(world, review) == {Seat.ONE_OVER: world.people.boss.id, Seat.HR: other.id}


def test_where_nobody_can_look_at_all_it_is_through_and_the_admins_hear_what_to_do(world: World) -> None:
    world.review_at(State.SELF_SCORED)
    lose_the_role(world)
    with world.store.begin() as unit:
        unit.session.get_one(PersonRow, world.people.manager.id).manager_id = None

    review = world.review_at(State.CONFIRMED, at=FRIDAY)
    look_anew(world)

    assert seats_of(world, review) == {}
    assert noted(world) == [("Chen Jie", [])]
    person(world.store, "Feng Yi", manager=world.people.boss, roles=(Role.HR,), kpis=())
    look_anew(world)
    assert noted(world) == []
