"""Whoever is there for too few working days of a period is not rated in it, and hears so once."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.domain.goals.way import State as GoalsState
from bot.domain.history import NOTHING_MORE
from bot.domain.moves import Move, Moved
from bot.domain.people import Person
from bot.domain.reviews.opening import Lacks, NotReady
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.reviews.cycle_status import cycle_status
from bot.services.reviews.not_rated import not_rated
from bot.services.reviews.open_cycle import open_cycle
from bot.services.reviews.open_scoring import open_scoring
from bot.services.reviews.too_new import end_too_new, too_new
from storage.models.people import PersonRow
from storage.models.reviews import ReviewRow
from storage.unit import Store
from tests.builders.world import FRIDAY, OPENED, World
from tests.services.reviews.test_open_scoring import MARCH, agrees

LATE, IN_TIME = date(2026, 12, 7), date(2026, 12, 4)
"""19 and 20 working days before 2026 is over."""


def joined(store: Store, who: Person, on: date | None) -> None:
    with store.begin() as unit:
        unit.session.get_one(PersonRow, who.id).joined_on = on


def reviewed(store: Store) -> set[int]:
    with store.read() as unit:
        return set(unit.session.scalars(select(ReviewRow.employee_id)))


@pytest.mark.parametrize(
    ("on", "expected"),
    [(None, []), (date(2020, 1, 1), []), (IN_TIME, []), (LATE, [19]), (FRIDAY.date(), [0])],
)
def test_fewer_working_days_than_configured_are_too_few(
    world: World, on: date | None, expected: list[int]
) -> None:
    world.open_quarter(world.people.employee)
    joined(world.store, world.people.employee, on)

    with world.store.read() as unit:
        people = unit.people.values([world.people.employee.id])
        cycle = unit.cycles.get(world.review_of(world.people.employee).cycle_id)
        assert list(too_new(unit, people, cycle, world.store.policy).values()) == expected


def test_days_on_which_somebody_had_left_do_not_count(world: World) -> None:
    [review] = world.open_quarter(world.people.employee)
    who = world.people.employee
    with world.store.begin() as unit:
        unit.session.get_one(PersonRow, who.id).returned_on = LATE
        unit.moves.add(
            [
                Moved(person_id=who.id, move=move, day=day, at=OPENED, facts=NOTHING_MORE)
                for move, day in ((Move.LEAVE, date(2026, 10, 9)), (Move.RETURN, LATE))
            ]
        )

    with world.store.read() as unit:
        cycle = unit.cycles.get(review.cycle_id)
        found = too_new(unit, unit.people.values([who.id]), cycle, world.store.policy)

    assert found == {}, "one day in October and 19 in December are 20"


def test_whoever_is_too_new_has_no_review_and_hears_so_as_their_manager_does(world: World) -> None:
    store, people = world.store, world.people
    joined(store, people.colleague, LATE)

    opened = open_cycle(world.acting(people.hr, at=OPENED), name="2026Q4", is_meant=True)

    assert people.colleague.id not in reviewed(store)
    assert people.employee.id in reviewed(store)
    assert opened.too_new == ("Wu Min",)
    notices = world.notices()
    assert [to for kind, to in notices if kind == "NotRated"] == [people.colleague.id, people.manager.id]
    assert cycle_status(world.acting(people.hr), name=None).too_new == ("Wu Min",)
    assert cycle_status(world.acting(people.manager), name=None).too_new == ()
    with store.read() as unit:
        [cycle] = unit.cycles.standing()
        facts = not_rated(unit, people.colleague.id, cycle.id, store.policy)
        assert facts is not None
        assert (facts.days, facts.least, facts.closing) == (19, 20, None)
        assert not_rated(unit, people.employee.id, cycle.id, store.policy) is None


def test_a_quarter_for_which_everybody_is_too_new_is_opened_for_nobody(world: World) -> None:
    with world.store.begin() as unit:
        for row in unit.session.scalars(select(PersonRow)):
            row.joined_on = LATE

    with pytest.raises(Refusal, match=r"cycle\.nobody"):
        open_cycle(world.acting(world.people.hr, at=OPENED), name="2026Q4", is_meant=True)


def test_scoring_that_opens_after_goals_leaves_them_out(world: World) -> None:
    people = world.people
    world.open_goals(people.employee, people.colleague)
    for who in (people.employee, people.colleague):
        world.goals_at(GoalsState.AGREED, of=who)
    joined(world.store, people.colleague, date(2027, 3, 8))

    opened = open_scoring(world.acting(people.hr, at=MARCH), name="2027Q1", is_meant=True)

    assert "Chen Jie" in opened.people
    assert "Wu Min" not in opened.people
    assert opened.not_ready == (NotReady(name="Wu Min", lacks=Lacks.DAYS),)
    assert [to for kind, to in world.notices() if kind == "NotRated"] == [
        people.colleague.id,
        people.manager.id,
    ]


def test_signing_late_does_not_make_them_join(world: World) -> None:
    people = world.people
    world.open_goals(people.employee, people.colleague)
    world.goals_at(GoalsState.AGREED, of=people.employee)
    world.goals_at(GoalsState.SENT, of=people.colleague)
    joined(world.store, people.colleague, date(2027, 3, 8))
    open_scoring(world.acting(people.hr, at=MARCH), name="2027Q1", is_meant=True)

    agrees(world, people.colleague)

    assert people.colleague.id not in reviewed(world.store)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State.GOALS_AGREED, State.NOT_RATED),
        (State.SELF_SCORED, State.NOT_RATED),
        (State.MORE_ASKED, State.NOT_RATED),
        (State.SCORED, State.SCORED),
    ],
)
def test_a_first_day_that_is_corrected_ends_a_review(world: World, state: State, expected: State) -> None:
    review = world.review_at(state)
    joined(world.store, world.people.employee, LATE)

    for _ in range(2):
        with world.store.begin() as unit:
            end_too_new(unit, world.acting())

    assert world.reload(review).state is expected
    assert world.reload(review).version == review.version + (expected is not state)


def test_a_review_of_somebody_who_left_waits_until_it_is_known_how_long_they_are_there(world: World) -> None:
    review = world.review_at(State.GOALS_AGREED)
    joined(world.store, world.people.employee, LATE)
    world.leaves(world.people.employee, at=FRIDAY - timedelta(days=1))

    with world.store.begin() as unit:
        end_too_new(unit, world.acting())

    assert world.reload(review).state is State.GOALS_AGREED
