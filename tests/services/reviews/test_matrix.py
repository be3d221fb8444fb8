"""HR and heads see who stands where, of what is released; HR's reading of names is on record."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from bot.domain.history import Changed, Facts
from bot.domain.moves import Move, Moved
from bot.domain.people import Person
from bot.domain.reviews.history import HistoryPage
from bot.domain.reviews.matrix import Field, MatrixFacts, counted
from bot.domain.reviews.scheme import dump_scheme
from bot.domain.reviews.view_as import Side
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.history import read_history
from bot.services.reviews.matrix import find_matrix, read_matrix, read_names
from bot.services.reviews.open_cycle import open_cycle
from storage.models.people import DepartmentRow
from storage.models.reviews import CycleRow, ReviewRow
from storage.models.view_as import ViewedAsRow
from tests.builders.matrix import (
    BEFORE,
    DOG,
    IN_OCTOBER,
    RABBIT,
    STAR,
    WILD_DOG,
    released,
    team,
)
from tests.builders.shipped import load_scheme
from tests.builders.world import QUARTER, World
from tests.services.reviews.test_year import YEAR_ENDED, released_too

NEXT_YEAR = date(2027, 6, 1)


@pytest.fixture
def six(world: World) -> tuple[Person, ...]:
    """All six of Marketing in both quarters: two of them moved."""
    people = team(world)
    released(world, dict.fromkeys(people, STAR), name=BEFORE, at=IN_OCTOBER)
    released(world, dict(zip(people, (STAR, WILD_DOG, STAR, STAR, STAR, DOG), strict=True)))
    return people


def marketing(world: World) -> int:
    with world.store.read() as unit:
        name = world.people.employee.department
        return unit.session.query(DepartmentRow.id).filter(DepartmentRow.name == name).scalar()


def code(call: object) -> str:
    with pytest.raises(Refusal) as refusal:
        call()  # type: ignore[operator]
    return refusal.value.code


def names(facts: MatrixFacts, field: Field) -> list[str]:
    return [each.name for each in facts.standing_in(field)]


def looks(world: World) -> list[tuple[int, int, Side]]:
    with world.store.read() as unit:
        rows = unit.session.query(ViewedAsRow).order_by(ViewedAsRow.id)
        return [(row.by_id, row.whom_id, row.side) for row in rows]


def test_hr_sees_the_company_and_each_department_a_head_their_own(
    world: World, six: tuple[Person, ...]
) -> None:
    hr, head = world.acting(world.people.hr), world.acting(world.people.boss)
    where = marketing(world)

    whole = find_matrix(hr, name=None)
    assert (whole.cycle_name, whole.department_id, whole.count) == (QUARTER, None, 6)
    assert dict(counted(whole.people)) == {
        Field.STAR: 4,
        Field.WILD_DOG: 1,
        Field.BULL: 0,
        Field.RABBIT: 0,
        Field.DOG: 1,
    }
    assert names(whole, Field.WILD_DOG) == ["Wu Min"]
    moved = {each.name: each.before for each in whole.moved}
    assert set(moved) == {"Wu Min", "Kong Ming"}
    assert all(stood and (stood.field, stood.period) == (Field.STAR, BEFORE) for stood in moved.values())
    assert whole.compared == 6

    theirs = find_matrix(head, name=QUARTER)
    assert (theirs.department_id, dict(theirs.departments)) == (where, {where: "Marketing"})
    assert theirs.people == read_matrix(hr, cycle_id=whole.cycle_id, department_id=where).people
    assert (whole.names_animals, theirs.names_animals) == (True, False)


def test_nobody_else_sees_any_of_it(world: World, six: tuple[Person, ...]) -> None:
    people, where = world.people, marketing(world)
    cycle_id = find_matrix(world.acting(people.hr), name=None).cycle_id

    for each in (people.employee, people.manager, people.admin, people.product_manager, None):
        by = world.acting(each)
        for department in (None, where):
            assert code(lambda: read_matrix(by, cycle_id=cycle_id, department_id=department)) == (  # noqa: B023
                "matrix.not_yours"
            )
        assert code(lambda: find_matrix(by, name=None)) == "matrix.not_yours"  # noqa: B023
        assert code(lambda: reads(by, cycle_id, where)) == "matrix.not_yours"  # noqa: B023
    head = world.acting(people.boss)
    other = where + 1
    assert code(lambda: read_matrix(head, cycle_id=cycle_id, department_id=other)) == "matrix.not_yours"
    assert code(lambda: read_matrix(head, cycle_id=4711, department_id=where)) == "matrix.not_yours"
    assert looks(world) == []


def reads(
    by: Acting, cycle_id: int, where: int | None, *, field: Field | None = Field.STAR, first: int = 0
) -> list[str]:
    _, shown = read_names(by, cycle_id=cycle_id, department_id=where, field=field, first=first, most=3)
    return [each.name for each in shown]


def test_the_names_that_hr_reads_are_on_record_a_heads_reading_is_not(
    world: World, six: tuple[Person, ...]
) -> None:
    people, where = world.people, marketing(world)
    cycle_id = find_matrix(world.acting(people.hr), name=None).cycle_id
    assert looks(world) == [], "counts name nobody"

    assert reads(world.acting(people.boss), cycle_id, where) == ["Chen Jie", "Gao Fei", "Han Xue"]
    assert looks(world) == []

    hr = world.acting(people.hr)
    assert reads(hr, cycle_id, where, first=3) == ["Jiang Bo"]
    assert reads(hr, cycle_id, None, field=None) == ["Kong Ming", "Wu Min"]
    ids = {each.name: each.id for each in six}
    assert looks(world) == [
        (people.hr.id, ids[name], Side.MATRIX) for name in ("Jiang Bo", "Kong Ming", "Wu Min")
    ]
    shown: HistoryPage = read_history(world.acting(people.colleague))
    assert shown.entries[0].event is Side.MATRIX, "they read that HR looked"


def test_fewer_than_five_are_neither_drawn_nor_named(world: World) -> None:
    people = team(world)[:4]
    released(world, dict.fromkeys(people, WILD_DOG))
    hr = world.acting(world.people.hr)

    facts = find_matrix(hr, name=None)

    assert (facts.is_drawn, facts.people, facts.count) == (False, (), 4)
    assert code(lambda: reads(hr, facts.cycle_id, None, field=Field.WILD_DOG)) == "matrix.too_few"
    assert looks(world) == []


def test_what_is_not_released_lacks_a_half_or_is_the_readers_own_is_said_and_left_out(world: World) -> None:
    people = team(world)
    reviews = released(world, dict.fromkeys((*people, world.people.hr), RABBIT))
    with world.store.begin() as unit:
        unit.session.get_one(ReviewRow, reviews[1].id).state = State.CONFIRMED
    hr = world.acting(world.people.hr)

    facts = find_matrix(hr, name=None)

    assert (facts.count, facts.waiting, facts.without, facts.is_without_you) == (5, 1, 0, True)
    assert {each.name for each in facts.people} == {each.name for each in people} - {people[1].name}
    assert not find_matrix(world.acting(world.people.boss), name=None).is_without_you
    world.leaves(people[2])
    assert find_matrix(hr, name=None).count == 4, "whoever left is nobody's to look at"
    with world.store.begin() as unit:
        without_values = dump_scheme(load_scheme("three-part"))
        unit.session.get_one(CycleRow, reviews[0].cycle_id).scheme = without_values
    facts = find_matrix(hr, name=None)
    assert (facts.count, facts.without) == (0, 4)


def test_nothing_released_is_said(world: World) -> None:
    hr = world.acting(world.people.hr)
    assert code(lambda: find_matrix(hr, name=None)) == "matrix.nothing"
    world.open_quarter(world.people.employee)
    assert code(lambda: find_matrix(hr, name=QUARTER)) == "matrix.nothing"


def test_many_cost_as_many_statements_as_a_few(world: World, six: tuple[Person, ...]) -> None:
    asked = []
    event.listen(world.store.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))

    find_matrix(world.acting(world.people.hr), name=None)

    assert len(asked) <= 14, asked


def test_a_year_has_no_matrix_and_stands_before_none(world: World, six: tuple[Person, ...]) -> None:
    hr = world.acting(world.people.hr, at=YEAR_ENDED)
    open_cycle(hr, name="2026")
    for each in six:
        released_too(world, world.review_of(each))
    assert code(lambda: find_matrix(hr, name="2026")) == "matrix.year"
    assert find_matrix(hr, name=None).cycle_name == QUARTER

    released(world, dict.fromkeys(six, STAR), name="2027Q1", at=YEAR_ENDED)

    later = find_matrix(hr, name="2027Q1")
    assert {each.before and each.before.period for each in later.people} == {QUARTER}
    with world.store.begin() as unit:  # as if nobody had a result of a later part of the year
        parts = unit.session.query(CycleRow).filter(CycleRow.name.in_((BEFORE, QUARTER)))
        parts.update({"starts_on": date(2025, 12, 31)})
    assert later.people == find_matrix(hr, name="2027Q1").people


def test_a_head_sees_nothing_from_before_somebody_came_to_the_department(
    world: World, six: tuple[Person, ...]
) -> None:
    came = Facts(department=Changed[str](was="Website Product", now=six[0].department))
    moves = (six[1], IN_OCTOBER.date() + timedelta(days=1)), (six[2], NEXT_YEAR)
    with world.store.begin() as unit:
        unit.moves.add(
            [
                Moved(person_id=each.id, move=Move.TRANSFER, day=day, at=IN_OCTOBER, facts=came)
                for each, day in moves
            ]
        )
    hr, head = (
        find_matrix(world.acting(each), name=QUARTER) for each in (world.people.hr, world.people.boss)
    )

    def told(facts: MatrixFacts) -> dict[str, bool]:
        return {each.name: each.before is not None for each in facts.people}

    assert told(hr) == {each.name: True for each in six}
    assert told(head) == {each.name: each != six[1] for each in six if each != six[2]}
    assert (hr.count, head.count) == (6, 5)
