"""The years of a whole company agree to the last digit with a count of another build."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from bot.domain.people import Grade
from bot.domain.reviews.cycles import period_named
from bot.domain.reviews.year import PLACES, Missing, last_counted, year_mean
from bot.services.reviews.year_sources import years_of
from storage.unit import Store
from tests.builders.people import company
from tests.builders.slow_year import slow_mean
from tests.builders.years_of_many import YEARS, cycle_called, lives_of_many


@pytest.mark.parametrize(
    ("people", "seed"), [(60, 1), pytest.param(1000, 2, marks=pytest.mark.soak)], ids=["60", "1000"]
)
def test_every_year_is_what_counting_it_day_by_day_comes_to(store: Store, people: int, seed: int) -> None:
    lives = lives_of_many(store, people=people, seed=seed)

    counted = 0
    for year in YEARS:
        with store.read() as unit:
            years = years_of(unit, period_named(str(year)), [life.person for life in lives], store.policy)
        for life in lives:
            results = {name[4:]: exact for name, exact in life.results.items() if name.startswith(str(year))}
            slow = slow_mean(year, results, joined_on=life.joined_on, away=life.away)
            periods = years[life.person.id]
            assert (last_counted(periods) is None) == (slow is None), life
            if slow is not None:
                counted += 1
                assert year_mean(periods) == _rounded(slow), life
            assert all((each.counted is None) != (each.missing is None) for each in periods)
    assert counted > people


def _rounded(exact: Fraction) -> Decimal:
    return Decimal(round(exact * 10**PLACES)) / 10**PLACES


def test_whoever_was_too_new_for_a_review_is_named_so(store: Store) -> None:
    lives = lives_of_many(store, people=60, seed=1)

    with store.read() as unit:
        years = years_of(unit, period_named("2026"), [life.person for life in lives], store.policy)

    named = {each.missing for periods in years.values() for each in periods}
    assert {Missing.TOO_NEW, Missing.NOT_HERE, Missing.NO_REVIEW, Missing.NOT_RELEASED} <= named


@pytest.mark.parametrize(
    ("grade", "names"),
    [
        (Grade.STAFF, ["2026Q1", "2026Q2", "2026Q3", "2026Q4"]),
        (Grade.SENIOR, ["2026H1", "2026H2"]),
    ],
)
def test_only_in_a_period_of_ones_own_cadence_one_is_too_new(
    store: Store, grade: Grade, names: list[str]
) -> None:
    newcomer = replace(company(store).employee, joined_on=date(2026, 12, 28), grade=grade)
    with store.begin() as unit:
        for name in ("2026Q4", "2026H2"):
            cycle_called(unit, name)

    with store.read() as unit:
        periods = years_of(unit, period_named("2026"), [newcomer], store.policy)[newcomer.id]

    assert [each.period for each in periods] == names
    assert periods[-1].missing is Missing.TOO_NEW
    assert {each.missing for each in periods[:-1]} == {Missing.NOT_HERE}
