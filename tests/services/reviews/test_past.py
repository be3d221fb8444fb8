"""What was imported of the time before Steward counts in its first year, and is named as such."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bot.domain.people import Person
from bot.domain.reviews.past import PastEntry
from bot.domain.reviews.year import Missing, PeriodResult
from bot.errors import Refusal
from bot.services.reviews.open_cycle import open_cycle
from bot.services.reviews.past import check_past, import_past
from tests.builders.people import Company
from tests.builders.world import World

AFTER = datetime(2027, 1, 18, 2, 0, tzinfo=UTC)


def row(person: Person, period: str, score: str, **more: str) -> PastEntry:
    return PastEntry(line=2, email=person.email, period=period, score=score, **more)


def year_of(world: World) -> dict[str, PeriodResult]:
    open_cycle(world.acting(world.people.hr, at=AFTER), name="2026")
    review = world.review_of(world.people.employee)
    with world.store.read() as unit:
        return {each.part: each for each in unit.years.of(review.id)}


def test_a_year_counts_what_was_imported(world: World, people: Company) -> None:
    rows = [
        row(people.employee, "2026Q1", "3.5", exact="3.48", kpi="3.6"),
        row(people.employee, "2026Q2", "4"),
        row(people.employee, "2025Q4", "5"),
    ]
    import_past(world.acting(at=AFTER), rows)
    corrected = import_past(world.acting(at=AFTER), [row(people.employee, "2026Q2", "3.75")])

    year = year_of(world)

    assert len(corrected.corrected) == 1
    assert year["Q1"].counted is not None
    assert (year["Q1"].counted.exact, year["Q1"].counted.kpi) == (Decimal("3.48"), Decimal("3.6"))
    assert year["Q2"].counted is not None
    assert (year["Q2"].counted.exact, year["Q2"].review_id) == (Decimal("3.75"), None)
    assert year["Q3"].missing is Missing.NO_REVIEW


def test_trying_changes_nothing_and_one_mistake_takes_nothing(world: World, people: Company) -> None:
    tried = check_past(world.acting(at=AFTER), [row(people.employee, "2026Q1", "3.5")])
    wrong = import_past(
        world.acting(at=AFTER),
        [row(people.employee, "2026Q1", "3.5"), row(people.colleague, "2026Q1", "3.6")],
    )

    assert len(tried.new) == 1
    assert [problem.code for _, problem in wrong.problems] == ["no_point"]
    with world.store.read() as unit:
        assert unit.past.of([people.employee.id, people.colleague.id]) == {}


def test_only_whoever_runs_steward_imports(world: World, people: Company) -> None:
    for import_ in (check_past, import_past):
        with pytest.raises(Refusal):
            import_(world.acting(people.manager, at=AFTER), [row(people.employee, "2026Q1", "5")])
