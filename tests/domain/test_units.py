"""Units: words that multiply, currencies, times, and the top of a rating."""

from decimal import Decimal

import pytest

from bot.domain.units import rating_unit, scaled_unit, time_unit, times


@pytest.mark.parametrize(
    ("word", "multiplies", "rest"),
    [
        ("万", 10_000, ""),
        ("萬元", 10_000, "元"),
        ("百万", 10**6, ""),
        ("千万", 10**7, ""),
        ("亿", 10**8, ""),
        ("万亿", 10**12, ""),
        ("k", 1000, ""),
        ("million cny", 10**6, "cny"),
        ("m", 10**6, ""),
        ("bn", 10**9, ""),
    ],
)
def test_a_word_multiplies_and_leaves_the_rest(word: str, multiplies: int, rest: str) -> None:
    assert times(word) == (Decimal(multiplies), rest)


@pytest.mark.parametrize("word", ["min", "kg", "orders", "元", "", "months"])
def test_a_word_that_only_begins_like_one_multiplies_nothing(word: str) -> None:
    assert times(word) is None


@pytest.mark.parametrize(
    ("unit", "scale", "currency"),
    [
        ("million CNY", 10**6, "CNY"),
        ("CNY million", 10**6, "CNY"),
        ("万元", 10_000, "CNY"),
        ("CNY per order", 1, "CNY"),
        ("美元", 1, "USD"),
    ],
)
def test_a_unit_of_money_has_its_scale_and_its_currency(unit: str, scale: int, currency: str) -> None:
    assert scaled_unit(unit).scale == scale
    assert currency in scaled_unit(unit).currencies


def test_a_unit_that_nobody_knows_multiplies_nothing_and_is_in_no_currency() -> None:
    assert scaled_unit("faults").scale == time_unit("working days").scale == 1
    assert not scaled_unit("faults").currencies


def test_time_is_in_seconds() -> None:
    assert [time_unit(each).scale for each in ("", "秒", "Minutes", "小时", "days")] == [
        1,
        1,
        60,
        3600,
        86400,
    ]


@pytest.mark.parametrize(("unit", "most"), [("/5", 5), ("of 10", 10), ("5分制", 5), ("满分 100", 100)])
def test_a_rating_knows_the_top_of_its_scale(unit: str, most: int) -> None:
    assert rating_unit(unit).most == most


def test_a_rating_in_points_has_no_top() -> None:
    assert rating_unit("points").most is None
