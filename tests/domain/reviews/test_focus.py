"""Whom to look at first, and why."""

from datetime import date
from decimal import Decimal

from bot.domain.reviews.focus import FEWEST, Focus, Known, OffPeers, Remark, Why, focus, lately
from tests.domain.reviews.test_calibration import result, room

SINCE = date(2026, 7, 1)


def looked(*people: object, known: dict[int, Known] | None = None) -> Focus:
    return focus(room(*people), known or {}, since=SINCE)  # type: ignore[arg-type]


def whys(found: Focus) -> dict[int, list[Why]]:
    return {each.review_id: [remark.why for remark in remarks] for each, remarks in found.people}


def test_new_is_whatever_began_in_this_period_or_the_one_before() -> None:
    assert lately("2026Q4") == SINCE
    assert lately("2027Q1") == date(2026, 10, 1)
    assert lately("2027H1") == date(2026, 7, 1)


def test_two_steps_off_the_last_result_stand_out_and_one_does_not() -> None:
    known = {1: Known(last=Decimal("3.5")), 2: Known(last=Decimal("3.75")), 3: Known(last=Decimal("4.5"))}

    found = looked(result(1, "4"), result(2, "4"), result(3, "3.75"), known=known)

    assert [(each.review_id, remarks) for each, remarks in found.people] == [
        (1, (Remark(why=Why.LAST, beside=Decimal("3.5"), steps=2),)),
        (3, (Remark(why=Why.LAST, beside=Decimal("4.5"), steps=-2),)),
    ]


def test_so_do_two_steps_off_the_middle_of_five_but_not_of_four() -> None:
    far, others = result(1, "4"), [result(number, "3.5") for number in range(2, FEWEST + 1)]

    assert whys(looked(far, *others)) == {1: [Why.MEDIAN]}
    assert whys(looked(far, *others[1:])) == {}


def test_who_is_new_here_or_in_a_post_is_in_focus_and_who_came_before_is_not() -> None:
    found = looked(
        result(1, "3.5", here_since=SINCE),
        result(2, "3.5", here_since=date(2026, 6, 30)),
        result(3, "3.5"),
        result(4, "3.5", here_since=date(2026, 10, 1)),
        known={3: Known(post=("Buyer", date(2026, 11, 2))), 4: Known(post=("Buyer", date(2026, 11, 2)))},
    )

    assert whys(found) == {1: [Why.NEWCOMER], 3: [Why.NEW_POST], 4: [Why.NEWCOMER]}
    assert looked(result(1, "3.5"), known={1: Known(post=("Buyer", date(2026, 6, 30)))}).people == ()


def test_a_manager_is_named_a_whole_step_off_the_others_and_never_with_fewer_than_five_people() -> None:
    kind = [result(number, "4", manager_id=1) for number in range(5)]
    others = [result(number, "3.75", manager_id=2) for number in range(10, 14)]
    strict = result(14, "3.5", manager_id=3)

    assert looked(*kind, *others, strict).managers == (
        OffPeers(name="Liu Yang", people=5, steps=Decimal("1.2")),
    )
    assert looked(*kind, *others).managers == ()
    assert looked(*kind[1:], *others, strict).managers == ()
    near = [result(number, "4", manager_id=2) for number in range(20, 25)]
    assert looked(*kind, *near, *others).managers == ()
