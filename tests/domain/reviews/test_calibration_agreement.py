"""Who agreed to a department's results, and when that falls."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.reviews.calibration_agreement import Agreed, Mark, Side, agreement, seal, side_of

NOW = datetime(2027, 1, 20, 2, 0, tzinfo=UTC)
HR, HEAD = 1, 2


def mark(number: int, *, employee_id: int | None = None) -> Mark:
    return Mark(
        review_id=number, employee_id=employee_id or 100 + number, department_id=9, approval=4, moved=0
    )


MARKS = (mark(1), mark(2), mark(3, employee_id=HEAD))


def agreed(by_id: int, side: Side, marks: tuple[Mark, ...] = MARKS) -> Agreed:
    return Agreed(side=side, by_id=by_id, by=f"N{by_id}", at=NOW, seen=seal(marks, without=by_id))


BOTH = (agreed(HR, Side.HR), agreed(HEAD, Side.HEAD))


def test_both_have_to_say_so_and_a_department_without_a_head_misses_none() -> None:
    assert agreement((), MARKS, {HEAD}).missing == (Side.HR, Side.HEAD)
    assert agreement(BOTH[:1], MARKS, {HEAD}).missing == (Side.HEAD,)
    assert agreement(BOTH, MARKS, {HEAD}).missing == ()
    assert [each.by for each in agreement(BOTH, MARKS, {HEAD}).agreed] == ["N1", "N2"]
    assert agreement((), MARKS, ()).missing == (Side.HR,)


@pytest.mark.parametrize(
    "now",
    [
        (replace(MARKS[0], moved=1), *MARKS[1:]),
        (replace(MARKS[0], approval=7), *MARKS[1:]),
        (*MARKS, mark(4)),
        MARKS[1:],
    ],
    ids=["moved", "scored anew", "came in", "went back"],
)
def test_it_falls_with_whatever_changes_after_it(now: tuple[Mark, ...]) -> None:
    assert agreement(BOTH, now, {HEAD}).agreed == ()


def test_ones_own_result_is_in_nothing_that_one_agreed_to() -> None:
    """The head would learn from their fallen word that their own result was moved."""
    own_moved = (*MARKS[:2], replace(MARKS[2], moved=1))

    assert [each.by_id for each in agreement(BOTH, own_moved, {HEAD}).agreed] == [HEAD]


def test_whoever_heads_it_speaks_as_its_head_whatever_else_they_are() -> None:
    assert (side_of(HR, {HEAD}), side_of(HEAD, {HEAD})) == (Side.HR, Side.HEAD)
