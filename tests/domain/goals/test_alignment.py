"""Which goals nobody has taken up, and what adds up to more or less than one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.goals.alignment import Balance, TakenUp, alignment
from bot.domain.goals.plan import Goal, span_named, typed_once
from bot.domain.quantities import Quantity
from bot.domain.reviews.kpis import Kpi
from tests.builders.plans import goal

Q1 = span_named("2027Q1")
THREE = {"en": "visits", "zh_Hans": "次", "zh_Hant": "次"}
NUMBERS = count(1)


def kpi(on: str | None, target: str = "50", **rest: Any) -> Kpi:
    values: dict[str, Any] = {
        "key": "k1",
        "name": "Visits",
        "result": "",
        "measure": "",
        "unit": "pieces",
        "source": "",
        "weight": 40,
        "anchors": (),
        "quantity": Quantity.COUNT,
    }
    return Kpi(target=target, goal_key=on, **{**values, **rest})


def taken(on: str | None, target: str = "50", *, period: str = "2027Q1", **rest: Any) -> TakenUp:
    return TakenUp(
        number=next(NUMBERS),
        kpi=kpi(on, target, **rest),
        owner="Chen Jie",
        department="Marketing",
        period=period,
    )


def of_one(top: Goal, *others: Goal, on_it: Sequence[TakenUp] = ()) -> tuple[Any, ...]:
    """Of the first goal: the balance and what its parts come to."""
    found = next(each for each in alignment([top, *others], on_it, period=Q1) if each.goal == top)
    return found.balance, found.total


@pytest.mark.parametrize(
    ("targets", "balance", "total"),
    [
        ((), None, None),
        (("60",), Balance.LESS, 60),
        (("60", "40"), Balance.EVEN, 100),
        (("60", "40", "0.5"), Balance.MORE, Decimal("100.5")),
        (("as many as we can",), None, None),
        (("120", "as many as we can"), Balance.MORE, 120),
        (("1.2万",), Balance.MORE, 12000),
    ],
)
def test_what_kpis_come_to_is_compared_with_the_goal(
    targets: Sequence[str], balance: Balance | None, total: Decimal | None
) -> None:
    quarter = goal("a", period="2027Q1")

    assert of_one(quarter, on_it=[taken("a", each) for each in targets]) == (balance, total)


@pytest.mark.parametrize(
    ("above", "below", "adds"),
    [
        ({}, {}, True),
        ({}, {"unit": "thousand pieces"}, True),
        ({}, {"unit": "orders"}, False),
        ({}, {"quantity": Quantity.MONEY}, False),
        ({}, {"quantity": None}, False),
        ({"unit": THREE}, {"unit": "次"}, True),
        ({"unit": THREE}, {"unit": "Visits"}, True),
        ({"unit": {}}, {"unit": ""}, True),
        ({"unit": {}}, {"unit": "visits"}, False),
        (
            {"quantity": Quantity.MONEY, "unit": typed_once("CNY")},
            {"quantity": Quantity.MONEY, "unit": "万元"},
            True,
        ),
        (
            {"quantity": Quantity.MONEY, "unit": typed_once("CNY")},
            {"quantity": Quantity.MONEY, "unit": "USD"},
            False,
        ),
        ({"quantity": Quantity.PERCENT}, {"quantity": Quantity.PERCENT, "unit": "%"}, False),
        ({"quantity": Quantity.TIME}, {"quantity": Quantity.TIME, "unit": "hours"}, False),
        ({"quantity": Quantity.RATING}, {"quantity": Quantity.RATING, "unit": "of 5", "target": "4"}, False),
    ],
)
def test_only_money_and_counts_of_one_unit_add_up(
    above: Mapping[str, Any], below: Mapping[str, Any], adds: bool
) -> None:
    top = goal("a", period="2027Q1", **above)

    balance, total = of_one(top, on_it=[taken("a", **below)])

    assert (total is not None, balance is not None) == (adds, adds)


@pytest.mark.parametrize(
    ("periods", "balance"),
    [
        (("2027Q1",), None),
        (("2027Q1", "2027H2"), None),
        (("2027H2", "2027Q1", "2027Q2"), Balance.LESS),
        (("2027H1", "2027H2"), Balance.LESS),
        (("2027",), Balance.LESS),
    ],
)
def test_a_year_is_not_short_before_all_of_it_is_planned(
    periods: Sequence[str], balance: Balance | None
) -> None:
    parts = [goal(f"p{number}", parent="a", target="10", period=each) for number, each in enumerate(periods)]

    assert of_one(goal("a"), *parts)[0] is balance


def test_a_year_is_exceeded_as_soon_as_it_is() -> None:
    assert of_one(goal("a"), on_it=[taken("a", "101")]) == (Balance.MORE, 101)


def test_goals_and_kpis_that_hang_on_one_add_up_and_what_is_below_them_does_not() -> None:
    top, child = goal("a", period="2027Q1"), goal("b", parent="a", period="2027Q1", target="60")

    assert of_one(top, child, on_it=[taken("a", "40"), taken("b", "500")]) == (Balance.EVEN, 100)


@pytest.mark.parametrize(
    ("goals", "kpis", "open_ones"),
    [
        (["a"], [], {"a"}),
        (["a"], [("a", "2027Q1")], set()),
        (["a"], [("a", "2027H1")], set()),
        (["a"], [("a", "2027Q2")], {"a"}),
        # A goal is taken up by the goal below it, which is then the one that waits.
        (["a", "b<a"], [], {"b"}),
        (["a", "b<a"], [("b", "2027Q1")], set()),
        (["a", "b<a@2027Q2"], [], {"a"}),
        (["a", "b@2027Q2"], [("a", "2027Q1")], set()),
        (["a"], [("gone", "2027Q1"), (None, "2027Q1")], {"a"}),
        # The goal was moved to another period since.
        (["a@2027Q1"], [("a", "2027H1"), ("a", "2026Q4")], {"a"}),
    ],
)
def test_what_nobody_has_taken_up_in_the_period(
    goals: Sequence[str], kpis: Sequence[tuple[str | None, str]], open_ones: set[str]
) -> None:
    found = alignment([parsed(each) for each in goals], [taken(on, period=at) for on, at in kpis], period=Q1)

    assert {each.goal.key for each in found if not each.is_taken_up} == open_ones


def parsed(written: str) -> Goal:
    """`b<a@2027Q2`: the goal b under a, for the second quarter."""
    name, _, period = written.partition("@")
    key, _, parent = name.partition("<")
    return goal(key, parent=parent or None, period=period or "2027")


def test_who_has_taken_up_a_goal_is_told_with_name_and_target() -> None:
    (found,) = alignment([goal("a")], [taken("a", "50", name="Visits to the shop")], period=Q1)

    (part,) = found.parts
    assert (part.name, part.owners, part.departments) == (
        typed_once("Visits to the shop"),
        ("Chen Jie",),
        {"Marketing"},
    )
    assert (part.target, part.unit, part.period, part.is_goal) == (
        "50",
        typed_once("pieces"),
        "2027Q1",
        False,
    )


def test_a_kpi_that_is_shared_counts_once() -> None:
    one = taken("a", "100")
    copies = [one, replace(one, owner="He Jun", department="Technical")]

    (found,) = alignment([goal("a", period="2027Q1")], copies, period=Q1)

    assert (found.balance, found.total) == (Balance.EVEN, 100)
    assert [(part.owners, part.departments) for part in found.parts] == [
        (("Chen Jie", "He Jun"), {"Marketing", "Technical"})
    ]


KEYS = ("a", "b", "c", "d")


@given(
    standing=st.lists(st.sampled_from(KEYS), min_size=1, max_size=8),
    parents=st.dictionaries(st.sampled_from(KEYS), st.sampled_from(KEYS)),
    hanging=st.lists(
        st.tuples(st.integers(1, 5), st.sampled_from((*KEYS, "retired")), st.integers(0, 99)), max_size=12
    ),
)
def test_no_retired_goal_counts_and_nothing_counts_twice(
    standing: list[str], parents: dict[str, str], hanging: list[tuple[int, str, int]]
) -> None:
    """However often goals and KPIs are named, and whatever they hang on."""
    goals = [goal(key, parent=parents.get(key), target="10") for key in standing]
    kpis = [replace(taken(on, str(target)), number=number) for number, on, target in hanging]

    found = alignment(goals, kpis, period=Q1)

    assert sorted(each.goal.key for each in found) == sorted(set(standing))
    counted = [part for each in found for part in each.parts]
    numbers = {each.number: each.kpi for each in reversed(kpis)}
    on_standing = [each for each in numbers.values() if each.goal_key in standing]
    assert sum(not part.is_goal for part in counted) == len(on_standing)
    assert sum(part.is_goal for part in counted) == sum(parents.get(key) in standing for key in set(standing))
    whole = sum((each.total for each in found if each.total is not None), Decimal())
    below = 10 * sum(part.is_goal for part in counted)
    assert whole == below + sum(int(each.target) for each in on_standing)
