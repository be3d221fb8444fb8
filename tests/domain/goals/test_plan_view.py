"""What one reader sees of the plan."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from bot.domain.goals.alignment import Alignment, Balance, Part
from bot.domain.goals.plan import typed_once
from bot.domain.goals.plan_view import for_head, is_uneven, periods_of, present, rows
from tests.builders.plans import goal


def part(owner: str, department: str, *, is_goal: bool = False) -> Part:
    return Part(
        name=typed_once("Visits"),
        owners=(owner,),
        departments=frozenset([department]),
        period="2027Q1",
        target="50",
        unit={},
        amount=Decimal(50),
        is_goal=is_goal,
    )


def test_periods_are_listed_by_their_days_each_once() -> None:
    goals = [goal("a", period="2027"), goal("b", period="2027Q2"), goal("c", period="2027")]

    assert periods_of(goals, "2027Q1", "2026Q4") == ["2026Q4", "2027Q1", "2027", "2027Q2"]


@pytest.mark.parametrize(
    ("periods", "today", "chosen"),
    [
        (["2027Q1", "2027", "2027Q2"], date(2027, 5, 3), "2027Q2"),
        (["2027", "2027Q3"], date(2027, 5, 3), "2027"),
        (["2027Q1", "2027"], date(2026, 11, 23), "2027Q1"),
        (["2025", "2026H1"], date(2026, 11, 23), "2026H1"),
        ([], date(2026, 11, 23), ""),
    ],
)
def test_the_present_period_is_shown_first(periods: Sequence[str], today: date, chosen: str) -> None:
    assert present(periods, today=today) == chosen


def test_a_head_is_told_of_people_of_their_own_department_alone() -> None:
    parts = (
        part("Chen Jie", "Marketing"),
        part("He Jun", "Technical"),
        part("Technical", "Technical", is_goal=True),
    )
    company = Alignment(goal=goal("a"), parts=parts, is_taken_up=True, total=Decimal(150))

    seen = for_head(company, "Marketing")

    assert seen is not None
    assert [each.owners for each in seen.parts] == [("Chen Jie",), ("Technical",)]
    assert (seen.is_taken_up, seen.total) == (True, 150)
    others = Alignment(goal=goal("b", department="Technical"), parts=parts, is_taken_up=True)
    assert for_head(others, "Marketing") is None


@pytest.mark.parametrize(
    ("balance", "uneven"),
    [(Balance.MORE, True), (Balance.LESS, True), (Balance.EVEN, False), (None, False)],
)
def test_more_and_less_are_uneven(balance: Balance | None, uneven: bool) -> None:
    found = Alignment(goal=goal("a"), parts=(), is_taken_up=True, balance=balance)

    assert is_uneven(found) is uneven


def test_rows_are_a_tree_with_what_may_be_known() -> None:
    taken = Alignment(goal=goal("b"), parts=(), is_taken_up=False)

    found = rows([goal("a"), goal("b", parent="a")], {"b": taken})

    assert [(each.depth, each.goal.key, each.taken) for each in found] == [(0, "a", None), (1, "b", taken)]
