"""What the local workspace begins with: results that can be imported, and add up as those of Steward do."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.domain.people import Grade
from bot.local.past import RESULTS, SOURCE, past_of
from tests.builders.people import Company

TODAY = date(2026, 11, 29)


def test_everybody_has_a_result_of_each_period_that_is_over_and_in_which_they_were_there(
    people: Company,
) -> None:
    here = [
        people.employee,
        replace(people.colleague, joined_on=date(2025, 12, 31)),
        replace(people.manager, grade=Grade.SENIOR),
    ]
    found = past_of(here, today=TODAY)

    assert {each.source for each in found} == {SOURCE}
    assert [each.line for each in found] == list(range(1, len(found) + 1))
    assert [[each.period for each in found if each.email == one.email] for one in here] == [
        ["2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3"],
        ["2025Q4", "2026Q1", "2026Q2", "2026Q3"],
        ["2025H1", "2025H2", "2026H1"],
    ]


def test_a_day_is_over_only_once_the_next_has_begun(people: Company) -> None:
    ends = date(2026, 9, 30)
    on_it, after = (past_of([people.employee], today=day) for day in (ends, date(2026, 10, 1)))

    assert (on_it[-1].period, after[-1].period) == ("2026Q2", "2026Q3")


def test_means_are_what_their_parts_come_to() -> None:
    for score, exact, kpi, values in RESULTS:
        assert Decimal(exact) == Decimal(kpi) * Decimal("0.7") + Decimal(values) * Decimal("0.3")
        assert abs(Decimal(score) - Decimal(exact)) <= Decimal("0.125")
