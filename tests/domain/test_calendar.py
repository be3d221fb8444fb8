"""Working days and weeks, country by country."""

from datetime import date

import pytest

from bot.domain.calendar import Calendar, is_country, weekend

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

    assert {day for day in week if not Calendar(country).is_working_day(day)} == days_off


def test_days_are_counted_past_the_weekend_of_the_country() -> None:
    assert Calendar("CN").add_working_days(THURSDAY, 1) == FRIDAY
    assert Calendar("SA").add_working_days(THURSDAY, 1) == SUNDAY


@pytest.mark.parametrize(
    ("country", "swapped", "bridge"),
    [
        # The Saturday after China's National Day is worked for the Wednesday before.
        ("CN", date(2026, 10, 10), date(2026, 10, 7)),
        ("HU", date(2026, 8, 8), date(2026, 8, 21)),
        ("RU", date(2027, 2, 20), date(2027, 2, 22)),
        # A swap of December belongs to the New Year that follows.
        ("CN", date(2005, 12, 31), date(2006, 1, 3)),
    ],
)
def test_a_weekend_day_that_is_swapped_for_a_bridge_day_is_worked(
    country: str, swapped: date, bridge: date
) -> None:
    assert Calendar(country).is_working_day(swapped)
    assert not Calendar(country).is_working_day(bridge)


def test_a_company_closes_and_works_on_days_of_its_own() -> None:
    calendar = Calendar("CN", off=frozenset({THURSDAY, FRIDAY}), on=frozenset({SATURDAY}))

    assert calendar.next_working_day(date(2026, 11, 25)) == SATURDAY
    assert calendar.first_of_the_last(2, until=SUNDAY) == date(2026, 11, 25)
    assert not calendar.is_working_day(SUNDAY)


def test_every_known_country_has_a_week_with_a_beginning_and_working_days() -> None:
    pairs = [a + b for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    countries = [code for code in pairs if is_country(code)]

    assert len(countries) > 150
    for country in countries:
        assert 1 < len(weekend(country)) < 4
        assert Calendar(country).first_weekday() not in weekend(country)
        assert {Calendar(country).working_weekday(day) for day in range(7)}.isdisjoint(weekend(country))


@pytest.mark.parametrize("code", ["", "XX", "cn", "CHN", "China"])
def test_a_country_is_two_capital_letters(code: str) -> None:
    assert not is_country(code)
