"""Digits: grouped and pointed in several countries' ways, and what may be read twice."""

from decimal import Decimal

import pytest

from bot.domain.numerals import is_odd, read_digits


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("95", ["95"]),
        ("1.5", ["1.5"]),
        (".5", ["0.5"]),
        ("1,234", ["1234"]),
        ("1,234.5", ["1234.5"]),
        ("1 234,5", ["1234.5"]),
        ("1.234,5", ["1234.5"]),
        ("1'234.50", ["1234.50"]),
        ("1,234,567", ["1234567"]),
        ("1.234.567", ["1234567"]),
        ("2,3", ["2.3"]),
        ("0,25", ["0.25"]),
        ("1,23", ["1.23", "123"]),
        ("1,2345", ["1.2345", "12345"]),
        ("1234,567", ["1234.567", "1234567"]),
        ("0,123", ["0.123", "123"]),
        ("1 234,567", ["1234.567", "1234567"]),
        ("9..5", []),
        ("1,2,3", []),
        ("12,34,567", []),
        ("1.2.3", []),
        ("2026.11.23", []),
        ("12 34", []),
        ("1,23.4", []),
        ("1234567890" * 4, []),
    ],
)
def test_digits_are_read_as_they_can_be_meant(typed: str, readings: list[str]) -> None:
    assert list(read_digits(typed)) == [Decimal(each) for each in readings]


def test_a_point_before_three_digits_may_group_them_where_that_is_usual() -> None:
    assert read_digits("1.234") == (Decimal("1.234"),)
    assert read_digits("1.234", may_be_grouped=True) == (Decimal("1.234"), Decimal(1234))
    assert read_digits("0.234", may_be_grouped=True) == (Decimal("0.234"),)


@pytest.mark.parametrize("typed", ["10²", "½", "①", "Ⅳ"])
def test_signs_that_only_look_like_digits_are_known(typed: str) -> None:
    assert is_odd(typed)


@pytest.mark.parametrize("typed", ["95", "９５", "९", "三"])
def test_every_scripts_own_digits_are_digits(typed: str) -> None:
    assert not is_odd(typed)
