"""Who decides when somebody does not accept their result."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.reviews.appeal import had_a_part, judge
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import State
from tests.builders.people import someone

EMPLOYEE, MANAGER, DELEGATE, LOOKER, FORMER, SCORER = range(1, 7)
MA, ZHOU, BOSS, OWNER = (
    someone(8, "Ma Lin"),
    someone(9, "Zhou Jing"),
    someone(10, "Zhao Min"),
    someone(11, "Xu Lan"),
)

LAST_DAY = date(2027, 1, 31)

REVIEW = Review(
    id=7,
    cycle_id=3,
    employee_id=EMPLOYEE,
    manager_id=MANAGER,
    sheet_id=4,
    state=State.RELEASED,
    owed_since=datetime(2027, 1, 29, 2, tzinfo=UTC),
    version=6,
)


def test_whoever_scored_or_confirmed_has_a_part_also_when_somebody_else_has_it_by_now() -> None:
    followed = replace(REVIEW, delegate_id=DELEGATE, lookers=(LOOKER,), former=(FORMER,))

    assert had_a_part(REVIEW, ()) == {EMPLOYEE, MANAGER}
    assert had_a_part(followed, (SCORER, LOOKER)) == {EMPLOYEE, MANAGER, DELEGATE, LOOKER, FORMER, SCORER}


@pytest.mark.parametrize(
    ("part", "gone", "expected"),
    [
        ((), (), 8),
        ((8,), (), 9),
        ((), (8,), 9),
        ((8, 9), (), 10),
        ((8,), (9,), 10),
        ((8, 9, 10), (), 11),
        ((8, 9, 10), (11,), None),
    ],
)
def test_an_appeal_is_put_before_somebody_without_a_part(
    part: tuple[int, ...], gone: tuple[int, ...], expected: int | None
) -> None:
    ma, zhou, boss, owner = (
        replace(each, left_on=LAST_DAY if each.id in gone else None) for each in (MA, ZHOU, BOSS, OWNER)
    )

    assert judge((ma, zhou), (boss, owner), part) == expected


def test_nobody_decides_about_their_own_appeal_where_they_are_all_of_hr() -> None:
    own = replace(REVIEW, employee_id=MA.id)

    assert judge((MA,), (BOSS,), had_a_part(own, ())) == BOSS.id
    assert judge((MA,), (), had_a_part(own, ())) is None


@pytest.mark.parametrize(("part", "expected"), [((), 9), ((9,), 8)])
def test_whoever_has_an_appeal_keeps_it_as_long_as_they_may(part: tuple[int, ...], expected: int) -> None:
    assert judge((MA, ZHOU), (BOSS,), part, has_it=ZHOU.id) == expected
