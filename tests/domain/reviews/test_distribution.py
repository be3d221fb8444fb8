"""Shares of a department's results against how many people they allow. Source: domain.md §6."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reviews.distribution import Applies, Distribution, Limit, Share, Standing, standings
from tests.builders.shipped import load_scheme

SHARES = (
    Share(lowest=Decimal(4), at_most=20),
    Share(lowest=Decimal("3.75"), at_most=35),
    Share(lowest=Decimal("3.5"), highest=Decimal("3.5"), about=50),
    Share(highest=Decimal("3.25"), at_least=15),
)


@pytest.mark.parametrize(
    ("people", "allowed"),
    [
        (1, [1, 1, 1, 0]),
        (6, [2, 3, 3, 0]),
        (7, [2, 3, 4, 1]),
        (12, [3, 5, 6, 1]),
        (13, [3, 5, 7, 1]),
        (14, [3, 5, 7, 2]),
        (20, [4, 7, 10, 3]),
        (0, [0, 0, 0, 0]),
    ],
)
def test_counts_are_rounded_in_favour_of_the_people(people: int, allowed: list[int]) -> None:
    assert [share.allowed(people) for share in SHARES] == allowed


def test_the_twelve_of_the_example_are_two_too_many_one_too_many_and_one_too_few() -> None:
    points = [Decimal(each) for each in ["4.5", *["4"] * 4, "3.75", *["3.5"] * 6]]

    found = list(standings(SHARES, points))

    assert [(each.count, each.allowed, each.beyond) for each in found] == [
        (5, 3, 2),
        (6, 5, 1),
        (6, 6, 0),
        (0, 1, -1),
    ]
    assert [each.percent for each in found] == [42, 50, 50, 0]


def test_what_is_only_usual_is_never_off() -> None:
    [standing] = standings([SHARES[2]], [Decimal(5)] * 20)

    assert (standing.count, standing.allowed, standing.beyond) == (0, 10, 0)


def test_nobody_is_no_percentage() -> None:
    assert [each.percent for each in standings(SHARES, [])] == [0, 0, 0, 0]


@pytest.mark.parametrize("applies", Applies)
def test_fewer_than_seven_people_are_bound_by_nothing(applies: Applies) -> None:
    distribution = Distribution(applies=applies, shares=SHARES)

    assert distribution.binding(6) is Applies.SHOWN
    assert distribution.binding(7) is applies


def test_the_shipped_schemes_say_how_binding_their_shares_are() -> None:
    assert load_scheme("kpi-values").distribution == Distribution(applies=Applies.ENFORCED, shares=SHARES)
    assert load_scheme("three-part").distribution is None
    assert load_scheme("operations").distribution is None


@given(percent=st.integers(0, 100), people=st.integers(0, 500), count=st.integers(0, 500))
def test_a_share_that_is_kept_exactly_is_never_broken_by_rounding(
    percent: int, people: int, count: int
) -> None:
    most, least = Share(lowest=Decimal(4), at_most=percent), Share(lowest=Decimal(4), at_least=percent)

    beyond = {
        share.limit: Standing(share=share, count=count, people=people, allowed=share.allowed(people)).beyond
        for share in (most, least)
    }

    if count * 100 <= people * percent:
        assert beyond[Limit.AT_MOST] == 0
    if count * 100 >= people * percent:
        assert beyond[Limit.AT_LEAST] == 0
    # And never by as much as one of them.
    assert (most.allowed(people) - 1) * 100 < people * percent or people * percent == 0
    assert (least.allowed(people) + 1) * 100 > people * percent
