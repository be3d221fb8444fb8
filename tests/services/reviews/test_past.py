"""What was imported of the time before Steward counts in its first year, and is named as such."""

from collections.abc import Collection
from datetime import UTC, date, datetime
from decimal import Decimal
from threading import Thread

import pytest

from bot.domain.moves import Move, Moved
from bot.domain.people import Person
from bot.domain.reviews.cycles import Period
from bot.domain.reviews.past import PastEntry
from bot.domain.reviews.way import State
from bot.domain.reviews.year import Missing, PeriodResult
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews import past
from bot.services.reviews.export import export_file
from bot.services.reviews.open_cycle import open_cycle
from bot.services.reviews.past import check_past, import_past
from messages.catalog import Words
from messages.reviews.export import file_document
from storage.unit import Unit
from tests.builders.people import Company
from tests.builders.world import World
from tests.services.reviews.test_year import WORDS, waits

AFTER = datetime(2027, 1, 18, 2, 0, tzinfo=UTC)
ENGLISH = Words(locale="en-US", timezone="Asia/Shanghai", now=AFTER)


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


def test_a_year_that_is_opened_in_the_same_moment_has_it(
    world: World, people: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_past(world.acting(at=AFTER), [row(people.employee, "2026Q1", "3.5")])
    opener = Thread(target=open_cycle, args=(world.acting(people.hr, at=AFTER),), kwargs={"name": "2026"})
    counted = past.count_years_anew

    def and_meanwhile(unit: Unit, part: Period, employees: Collection[int], acting: Acting) -> None:
        counted(unit, part, employees, acting)
        opener.start()
        while unit.session.get_bind().dialect.name == "postgresql" and not waits(unit) and opener.is_alive():
            pass

    monkeypatch.setattr(past, "count_years_anew", and_meanwhile)
    import_past(world.acting(at=AFTER), [row(people.employee, "2026Q2", "4")])
    opener.join()

    review = world.review_of(people.employee)
    with world.store.read() as unit:
        assert [each.part for each in unit.years.of(review.id) if each.counted] == ["Q1", "Q2"]


def test_an_open_year_is_counted_anew_and_of_a_decided_one_hr_hears(world: World, people: Company) -> None:
    import_past(world.acting(at=AFTER), [row(people.employee, "2026Q1", "3.5")])
    year_of(world)
    review = world.review_of(people.employee)

    import_past(world.acting(at=AFTER), [row(people.employee, "2026Q1", "4")])

    with world.store.read() as unit:
        [first, *_] = unit.years.of(review.id)
    assert first.counted is not None
    assert first.counted.exact == Decimal(4)
    assert ("YearStands", people.hr.id) not in world.notices()

    world.hand_in(review, own=WORDS, at=AFTER)
    world.review_at(State.CONFIRMED, at=AFTER)
    import_past(world.acting(at=AFTER), [row(people.employee, "2026Q1", "3")])

    with world.store.read() as unit:
        assert unit.years.of(review.id)[0].counted == first.counted
    assert ("YearStands", people.hr.id) in world.notices()


def test_a_persons_file_names_it_as_imported(world: World, people: Company) -> None:
    import_past(world.acting(at=AFTER), [row(people.employee, "2025Q4", "3.75", source="HR's sheet")])

    file = export_file(world.acting(people.employee, at=AFTER), of=people.employee.email)
    document = file_document(ENGLISH, file)

    [table] = [each for each in document.tables if each.title == "Results of before Steward"]
    assert table.rows == [["2025 Q4", Decimal("3.75"), Decimal("3.75"), None, None, "HR's sheet"]]


def test_a_new_manager_has_none_of_before_in_their_file(world: World, people: Company) -> None:
    rows = [row(people.employee, period, "3.5") for period in ("2025Q4", "2026Q3")]
    import_past(world.acting(at=AFTER), rows)
    with world.store.begin() as unit:
        came = date(2026, 8, 3)
        unit.moves.add([Moved(person_id=people.employee.id, move=Move.NEW_MANAGER, day=came, at=AFTER)])

    told = {
        reader.id: [
            each.period
            for each in export_file(world.acting(reader, at=AFTER), of=people.employee.email).before
        ]
        for reader in (people.employee, people.manager, people.hr)
    }

    both = ["2025Q4", "2026Q3"]
    assert told == {people.employee.id: both, people.manager.id: ["2026Q3"], people.hr.id: both}


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
