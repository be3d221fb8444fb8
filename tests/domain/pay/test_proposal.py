"""The table, as far as a grade reaches; what a row is known by; totals that point at nobody."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.domain.pay.places import PayPlace
from bot.domain.pay.proposal import Proposed, Total, Why, change_for, mark_of, require_year, totals
from bot.domain.policy import Pay
from bot.errors import Refusal


def place(step: int) -> PayPlace:
    return PayPlace(id=1, person_id=1, grade="P5", step=step, steps=8, from_day=date(2026, 4, 1))


def row(number: int, department: str, change: int | None) -> Proposed:
    return Proposed(
        id=number,
        person_id=number,
        name=f"Person {number}",
        email=f"{number}@example.com",
        department=department,
        place=place(3),
        score=Decimal("3.75"),
        change=change,
        why=None,
    )


@pytest.mark.parametrize(
    ("score", "step", "change", "why"),
    [
        ("5", 3, 3, None),
        ("5.00", 3, 3, None),
        ("4.5", 3, 2, None),
        ("4", 3, 2, None),
        ("3.75", 3, 1, None),
        ("3.5", 3, 1, None),
        ("3.25", 3, 0, None),
        ("3", 3, 0, None),
        ("2.5", 3, -1, None),
        ("5", 6, 2, Why.TOP),
        ("3.5", 8, 0, Why.TOP),
        ("3.25", 8, 0, None),
        ("2.5", 1, 0, Why.BOTTOM),
        ("3.1", 3, None, Why.NO_LINE),
    ],
)
def test_the_table_is_domain_md_8_and_never_leaves_the_grade(
    score: str, step: int, change: int | None, why: Why | None
) -> None:
    assert change_for(Decimal(score), place(step), Pay().table) == (change, why)


def test_a_row_is_known_by_all_that_it_goes_by() -> None:
    one = row(1, "Marketing", 1)
    others = [
        replace(one, person_id=2),
        replace(one, score=Decimal(4)),
        replace(one, change=2),
        replace(one, place=place(4)),
        replace(one, version=9),
        replace(one, why=Why.TOP),
    ]

    marks = {mark_of(7, each) for each in (one, *others)}
    assert len(marks) == 7
    assert mark_of(7, one) == mark_of(7, replace(one, department="Technical"))
    assert mark_of(7, one) != mark_of(8, one)


def test_departments_of_fewer_than_five_are_counted_together_and_never_one_alone() -> None:
    def some(department: str, count: int, first: int) -> list[Proposed]:
        return [row(first + number, department, 1) for number in range(count)]

    six, four, two = some("A", 6, 100), some("B", 4, 200), some("C", 2, 300)
    nothing = [row(400 + number, "D", None) for number in range(9)]
    assert totals([*six, *four, *two, *nothing]) == (
        Total(department="A", people=6, steps=6),
        Total(department=None, people=6, steps=6),
    )
    assert totals([*six, *two]) == (Total(department=None, people=8, steps=8),)
    assert totals([*two, *nothing]) == ()
    assert totals([]) == ()


def test_a_year_is_four_digits() -> None:
    assert require_year(" 2026 ") == "2026"
    for name in ("2026Q4", "2026H1", "26", ""):
        with pytest.raises(Refusal) as refusal:
            require_year(name)
        assert refusal.value.code == "pay.not_a_year"
