"""Who takes the second look in every shape of chain, and when it is through."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest

from bot.domain.people import Person, Role
from bot.domain.reviews.scheme import Looks
from bot.domain.reviews.scoring import Outcome
from bot.domain.reviews.seats import Seat
from bot.domain.reviews.second_look import (
    Chain,
    Remark,
    Seated,
    awaited,
    is_settled,
    passed_on,
    remarks,
    seats,
)
from tests.builders.approval import review
from tests.builders.people import CHEN, LIU, someone

ZHAO = someone(20, "Zhao Min")
QIN = someone(21, "Qin Lan")
ZHOU = replace(someone(22, "Zhou Jing"), roles=frozenset({Role.HR}))
FENG = replace(someone(23, "Feng Yi"), roles=frozenset({Role.HR}))
NOW = datetime(2027, 1, 18, 2, 0, tzinfo=UTC)
ONE_OVER, HR = Seat.ONE_OVER, Seat.HR


def gone(person: Person) -> Person:
    return replace(person, left_on=date(2026, 12, 1))


@pytest.mark.parametrize(
    ("above", "hr", "expected"),
    [
        pytest.param([ZHAO], [ZHOU], {ONE_OVER: ZHAO, HR: ZHOU}, id="as it is meant"),
        pytest.param([], [ZHOU], {ONE_OVER: None, HR: ZHOU}, id="no manager's manager"),
        pytest.param(
            [ZHAO, QIN], [ZHAO, ZHOU], {ONE_OVER: ZHAO, HR: ZHOU}, id="1 over 1 is of HR, another is"
        ),
        pytest.param([ZHOU], [ZHOU], {ONE_OVER: ZHOU, HR: None}, id="the one HR person is 1 over 1"),
        pytest.param([ZHOU, QIN], [ZHOU], {ONE_OVER: ZHOU, HR: QIN}, id="the same, and somebody above"),
        pytest.param([ZHAO], [LIU, ZHOU], {ONE_OVER: ZHAO, HR: ZHOU}, id="HR is the manager"),
        pytest.param([ZHAO, QIN], [LIU], {ONE_OVER: ZHAO, HR: QIN}, id="the only HR person is the manager"),
        pytest.param([ZHAO], [CHEN, ZHOU], {ONE_OVER: ZHAO, HR: ZHOU}, id="HR is the employee"),
        pytest.param([ZHAO], [CHEN], {ONE_OVER: ZHAO, HR: None}, id="the only HR person is the employee"),
        pytest.param([CHEN, ZHAO], [ZHOU], {ONE_OVER: ZHAO, HR: ZHOU}, id="a circle through the employee"),
        pytest.param([LIU, ZHAO], [ZHOU], {ONE_OVER: ZHAO, HR: ZHOU}, id="a circle through the manager"),
        pytest.param([gone(ZHAO), QIN], [ZHOU], {ONE_OVER: QIN, HR: ZHOU}, id="1 over 1 has left"),
        pytest.param([ZHAO], [gone(ZHOU), FENG], {ONE_OVER: ZHAO, HR: FENG}, id="who opened it has left"),
        pytest.param([ZHAO], [], {ONE_OVER: ZHAO, HR: None}, id="nobody is of HR"),
        pytest.param([ZHAO, QIN], [], {ONE_OVER: ZHAO, HR: QIN}, id="nobody is of HR, two are above"),
        pytest.param([], [], {ONE_OVER: None, HR: None}, id="nobody at all"),
        pytest.param([CHEN], [LIU], {ONE_OVER: None, HR: None}, id="nobody but the two it is about"),
    ],
)
def test_the_rule_holds_for_every_shape_of_chain(
    above: list[Person], hr: list[Person], expected: dict[Seat, Person | None]
) -> None:
    found = seats(Chain(above=above, hr=hr), employee_id=CHEN.id, manager_id=LIU.id)

    assert found == {seat: person.id for seat, person in expected.items() if person is not None}
    assert not {CHEN.id, LIU.id} & set(found.values())
    assert len(set(found.values())) == len(found), "nobody looks twice"


@pytest.mark.parametrize(
    ("above", "hr", "expected"),
    [
        pytest.param([ZHAO], [ZHOU], {}, id="nothing changed"),
        pytest.param([gone(ZHAO), QIN], [ZHOU], {ONE_OVER: QIN}, id="1 over 1 has left, another is above"),
        pytest.param([gone(ZHAO)], [ZHOU], {ONE_OVER: None}, id="1 over 1 has left, nobody is above"),
        pytest.param([QIN], [ZHOU], {ONE_OVER: QIN}, id="the manager has another manager"),
        pytest.param([ZHAO], [FENG], {HR: FENG}, id="HR is somebody else now"),
        pytest.param([ZHAO, QIN], [], {HR: QIN}, id="nobody is of HR any more"),
        pytest.param([ZHAO], [CHEN], {HR: None}, id="only the employee is of HR now"),
        pytest.param([QIN], [], {ONE_OVER: QIN, HR: None}, id="both, and one can step in"),
        pytest.param([ZHAO], [ZHAO, ZHOU], {}, id="1 over 1 is of HR now, too"),
    ],
)
def test_a_seat_passes_on_by_the_same_rule_and_what_was_confirmed_stands(
    above: list[Person], hr: list[Person], expected: dict[Seat, Person | None]
) -> None:
    seated = [Seated(seat=ONE_OVER, person_id=ZHAO.id), Seated(seat=HR, person_id=ZHOU.id)]
    through = [replace(each, confirmed_at=NOW) for each in seated]
    chain = Chain(above=above, hr=hr)

    now = passed_on(seated, chain, employee_id=CHEN.id, manager_id=LIU.id)

    assert now == {seat: person.id if person else None for seat, person in expected.items()}
    assert passed_on(through, chain, employee_id=CHEN.id, manager_id=LIU.id) == {}


@pytest.mark.parametrize(
    ("above", "hr", "away", "expected", "after"),
    [
        pytest.param([ZHAO, QIN], [ZHOU], [ZHAO], {ONE_OVER: QIN, HR: ZHOU}, {ONE_OVER: QIN}, id="1 over 1"),
        pytest.param([ZHAO], [ZHOU], [ZHAO], {HR: ZHOU}, {ONE_OVER: None}, id="1 over 1, nobody is above"),
        pytest.param([ZHAO], [ZHOU, FENG], [ZHOU], {ONE_OVER: ZHAO, HR: FENG}, {HR: FENG}, id="HR"),
        pytest.param([ZHAO, QIN], [ZHOU], [ZHOU], {ONE_OVER: ZHAO, HR: QIN}, {HR: QIN}, id="all of HR"),
        pytest.param([ZHAO], [ZHOU], [ZHAO, ZHOU], {ONE_OVER: ZHAO, HR: ZHOU}, {}, id="everybody"),
        pytest.param([gone(ZHAO)], [ZHOU], [ZHOU], {HR: ZHOU}, {ONE_OVER: None}, id="the only one left"),
    ],
)
def test_whoever_is_away_for_long_is_passed_over_unless_it_leaves_nobody(
    above: list[Person],
    hr: list[Person],
    away: list[Person],
    expected: dict[Seat, Person],
    after: dict[Seat, Person | None],
) -> None:
    chain, ids = Chain(above=above, hr=hr), [each.id for each in away]
    seated = [Seated(seat=ONE_OVER, person_id=ZHAO.id), Seated(seat=HR, person_id=ZHOU.id)]

    found = seats(chain, employee_id=CHEN.id, manager_id=LIU.id, away=ids)
    now = passed_on(seated, chain, employee_id=CHEN.id, manager_id=LIU.id, away=ids)

    assert found == {seat: person.id for seat, person in expected.items()}
    assert now == {seat: person.id if person else None for seat, person in after.items()}


def came_to(score: str) -> Outcome:
    return Outcome(sections=(), exact=Decimal(score), score=Decimal(score), failed=False)


@pytest.mark.parametrize(
    ("last", "given", "is_big"),
    [
        ("4", "3.5", True),
        ("3.75", "3.25", True),
        ("3.5", "3", True),
        ("3", "3.5", True),
        ("4.5", "3.75", True),
        ("5", "4", True),
        ("3.25", "2.5", False),
        ("5", "4.5", False),
        ("4", "3.75", False),
        ("3.5", "3.25", False),
        ("3.25", "3.5", False),
    ],
)
def test_a_point_or_half_of_one_across_a_band_is_a_big_change(last: str, given: str, is_big: bool) -> None:
    looked = replace(review(), own_outcome=came_to(given), outcome=came_to(given))
    marked = (Remark.BIG_CHANGE,) if is_big else ()

    assert remarks(looked, Decimal(last)) == marked
    assert remarks(replace(looked, own_outcome=came_to(last)), None) == marked, (
        "their own, where nothing else"
    )
    assert remarks(replace(looked, own_outcome=came_to(last)), Decimal(given)) == ()
    assert remarks(replace(looked, leans_on=(7,)), Decimal(last))[-1] is Remark.LATE_FEEDBACK
    assert remarks(replace(looked, own_outcome=None), Decimal(last)) == ()


def test_a_step_of_the_scale_marks_nobody_and_so_few_of_a_department_are() -> None:
    looked = replace(review(), own_outcome=came_to("3.5"))
    points = looked.cycle.scheme.points
    steps = [*pairwise(points), *pairwise(reversed(points))]
    department = (
        [("3.5", "3.5")] * 4 + [("3.5", "3.75")] * 3 + [("3.75", "4"), ("3.25", "3.5"), ("4", "3.75")]
    )
    outliers = [("3.5", "4.5"), ("4", "3.25")]

    assert not [each for each in steps if remarks(replace(looked, outcome=came_to(str(each[1]))), each[0])]
    marked = [
        (last, given)
        for last, given in (*department, *outliers)
        if remarks(replace(looked, outcome=came_to(given)), Decimal(last))
    ]
    assert marked == outliers


def test_the_bands_are_the_schemes() -> None:
    looked = replace(review(), own_outcome=came_to("3.5"), outcome=came_to("4"))
    alone = looked.cycle.scheme.model_copy(update={"bands": (Decimal(3),)})

    assert remarks(looked, Decimal("3.5")) == (Remark.BIG_CHANGE,)
    assert remarks(replace(looked, cycle=replace(looked.cycle, scheme=alone)), Decimal("3.5")) == ()


@pytest.mark.parametrize(
    ("confirmed", "both", "either"),
    [((), False, False), ((ONE_OVER,), False, True), ((HR,), False, True), ((ONE_OVER, HR), True, True)],
)
def test_it_is_through_once_as_many_confirmed_as_the_scheme_wants(
    confirmed: tuple[Seat, ...], both: bool, either: bool
) -> None:
    seated = [
        Seated(seat=seat, person_id=who.id, confirmed_at=NOW if seat in confirmed else None)
        for seat, who in ((ONE_OVER, ZHAO), (HR, ZHOU))
    ]

    assert (is_settled(seated, Looks.BOTH), is_settled(seated, Looks.EITHER)) == (both, either)
    assert set(awaited(seated)) == {each.person_id for each in seated if each.seat not in confirmed}
