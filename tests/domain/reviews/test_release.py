"""When results are released, and by whom."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.policy import Policy
from bot.domain.reviews.release import Place, ReleaseFacts, by_department, release_due, releaser
from bot.domain.reviews.way import State
from tests.builders.people import someone

MA, ZHOU = someone(8, "Ma Lin"), someone(9, "Zhou Jing")
OPERATIONS, STORES = (1, "Operations"), (2, "Stores")


def place(number: int, state: State, department: tuple[int, str] = OPERATIONS) -> Place:
    department_id, name = department
    return Place(
        review_id=number, name=f"No. {number}", department_id=department_id, department=name, state=state
    )


def test_a_department_can_be_released_once_nothing_in_it_is_in_the_second_look() -> None:
    places = [
        place(1, State.CONFIRMED),
        place(2, State.RELEASED),
        place(3, State.NOT_RATED),
        place(4, State.CONFIRMED, STORES),
        place(5, State.SCORED, STORES),
        place(6, State.GOALS_AGREED, STORES),
    ]

    operations, stores = by_department(places)

    assert operations.can_be_released
    assert ([each.review_id for each in operations.ready], operations.waiting, operations.released) == (
        [1],
        (),
        1,
    )
    assert not stores.can_be_released
    assert [each.review_id for each in stores.waiting] == [5, 6]
    [without] = by_department([place(1, State.CONFIRMED), place(2, State.SELF_SCORED)])
    assert without.can_be_released
    assert [each.review_id for each in without.missing] == [2]


def test_whoever_comes_to_no_score_keeps_nobody_waiting_and_is_no_department() -> None:
    assert list(by_department([place(1, State.NOT_RATED), place(2, State.WITHDRAWN)])) == []


@pytest.mark.parametrize(
    ("states", "is_over"),
    [
        ((State.RELEASED, State.NOT_RATED), True),
        ((State.RELEASED, State.CONFIRMED), False),
        ((State.RELEASED, State.SCORED), False),
        ((), False),
    ],
)
def test_it_is_over_once_everything_is_released(states: tuple[State, ...], is_over: bool) -> None:
    departments = tuple(by_department([place(at, state) for at, state in enumerate(states)]))

    assert (
        ReleaseFacts(cycle_id=1, cycle_name="2026Q4", rules=None, departments=departments).is_over is is_over
    )


def test_the_first_of_hr_is_asked_but_about_their_own_only_where_nobody_else_is() -> None:
    gone = replace(MA, left_on=date(2027, 1, 4))

    assert releaser([MA, ZHOU], employee_id=1) == MA.id
    assert releaser([MA, ZHOU], employee_id=MA.id) == ZHOU.id
    assert releaser([gone, ZHOU], employee_id=1) == ZHOU.id
    assert releaser([ZHOU], employee_id=ZHOU.id) == ZHOU.id
    assert releaser([gone], employee_id=1) is None


def test_it_is_due_some_working_days_after_the_second_look() -> None:
    assert release_due(date(2027, 1, 22), Policy()) == date(2027, 1, 29)
