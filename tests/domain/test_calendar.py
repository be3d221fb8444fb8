"""Working days and weeks, country by country."""

from datetime import date

import pytest

from bot.domain.calendar import (
    add_working_days,
    first_weekday,
    is_country,
    is_working_day,
    weekend,
    working_weekday,
)

THURSDAY, FRIDAY, SATURDAY, SUNDAY = (date(2026, 11, day) for day in (26, 27, 28, 29))


@pytest.mark.parametrize(
    ("country", "days_off"),
    [
        ("CN", {SATURDAY, SUNDAY}),
        ("SA", {FRIDAY, SATURDAY}),
        ("EG", {FRIDAY, SATURDAY}),
        ("BD", {FRIDAY, SATURDAY}),
        ("IL", {FRIDAY, SATURDAY}),
        ("AE", {SATURDAY, SUNDAY}),
        ("BN", {FRIDAY, SUNDAY}),
        # The law names Sunday alone; offices are closed on Saturdays too.
        ("HK", {SATURDAY, SUNDAY}),
        ("IR", {THURSDAY, FRIDAY}),
    ],
)
def test_each_country_has_its_own_weekend(country: str, days_off: set[date]) -> None:
    week = (THURSDAY, FRIDAY, SATURDAY, SUNDAY)

    assert {day for day in week if not is_working_day(day, country=country)} == days_off


def test_days_are_counted_past_the_weekend_of_the_country() -> None:
    assert add_working_days(THURSDAY, 1, country="CN") == FRIDAY
    assert add_working_days(THURSDAY, 1, country="SA") == SUNDAY


def test_every_known_country_has_a_week_with_a_beginning_and_working_days() -> None:
    pairs = [a + b for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    countries = [code for code in pairs if is_country(code)]

    assert len(countries) > 150
    for country in countries:
        assert 1 < len(weekend(country)) < 4
        assert first_weekday(country=country) not in weekend(country)
        assert {working_weekday(day, country=country) for day in range(7)}.isdisjoint(weekend(country))


@pytest.mark.parametrize("code", ["", "XX", "cn", "CHN", "China"])
def test_a_country_is_two_capital_letters(code: str) -> None:
    assert not is_country(code)
