"""Absences as they are kept: what counts on which day, and what was taken back."""

from datetime import date

from bot.domain.absences import Source
from storage.unit import Store, Unit
from tests.builders.acting import MONDAY
from tests.builders.people import Company
from tests.storage.test_homes import draw, opened


def add(unit: Unit, person_id: int, first: int, last: int | None, source: Source = Source.OWN) -> int:
    unit.absences.add(
        [(person_id, date(2026, 11, first), date(2026, 11, last) if last else None)],
        source=source,
        by_id=None,
        at=MONDAY,
    )
    return max(each.id for each in unit.absences.of([person_id])[person_id])


def spans(unit: Unit, person_id: int, *, since: int | None = None) -> list[tuple[int, int | None]]:
    found = unit.absences.of([person_id], since=date(2026, 11, since) if since else None)
    return [(each.first.day, each.last.day if each.last else None) for each in found.get(person_id, ())]


def test_what_goes_on_or_is_coming_is_found_by_its_days(store: Store, people: Company) -> None:
    chen, wu = people.employee.id, people.colleague.id
    with store.begin() as unit:
        for first, last in ((2, 6), (9, 13), (16, None)):
            add(unit, chen, first, last)
        add(unit, wu, 13, 13)

        assert spans(unit, chen) == [(2, 6), (9, 13), (16, None)]
        assert spans(unit, chen, since=13) == [(9, 13), (16, None)]
        assert spans(unit, chen, since=14) == [(16, None)]
        assert sorted(unit.absences.on(date(2026, 11, 13))) == sorted([chen, wu])
        assert list(unit.absences.on(date(2026, 11, 17))) == [chen]
        assert unit.absences.on(date(2026, 11, 14)) == {}
        assert unit.absences.of([people.boss.id]) == {}


def test_what_was_ended_counts_until_the_day_before(store: Store, people: Company) -> None:
    chen = people.employee.id
    with store.begin() as unit:
        begun, never = add(unit, chen, 9, None), add(unit, chen, 20, 24)
        unit.absences.end(begun, on=date(2026, 11, 12), by=Source.OWN, at=MONDAY)
        unit.absences.end(never, on=date(2026, 11, 20), by=Source.OWN, at=MONDAY)

        assert spans(unit, chen) == [(9, 11)]
        assert spans(unit, chen, since=12) == []
        assert spans(unit, chen, since=11) == [(9, 11)]


def test_the_leave_file_knows_what_it_said_and_what_was_taken_back(store: Store, people: Company) -> None:
    chen = people.employee.id
    with store.begin() as unit:
        add(unit, chen, 1, 5, Source.FILE)
        stands, taken, replaced = (add(unit, chen, day, 20, Source.FILE) for day in (9, 10, 11))
        add(unit, chen, 12, 20)
        unit.absences.end(taken, on=date(2026, 11, 12), by=Source.OWN, at=MONDAY)
        unit.absences.end(replaced, on=date(2026, 11, 12), by=Source.FILE, at=MONDAY)

        said = unit.absences.said_by_the_file(since=date(2026, 11, 6))

        assert [(each.id, each.last, is_taken) for each, is_taken in said] == [
            (stands, date(2026, 11, 20), False),
            (taken, date(2026, 11, 20), True),
        ]


def test_the_status_that_stands_is_the_last_until_it_is_gone(store: Store, people: Company) -> None:
    chen = people.employee.id
    with store.begin() as unit:
        assert unit.absences.status_of(chen) is None
        unit.absences.add(
            [(chen, date(2026, 11, 9), None)],
            source=Source.STATUS,
            by_id=chen,
            at=MONDAY,
            status_expires=4_000_000_000,
        )
        told = unit.absences.status_of(chen)
        assert told is not None
        assert (told[0].first.day, told[1]) == (9, 4_000_000_000)

        unit.absences.status_is_gone(chen)
        assert unit.absences.status_of(chen) is None
        assert spans(unit, chen) == [(9, None)]


def test_the_home_of_whoever_it_is_about_is_drawn_anew(store: Store, people: Company) -> None:
    chen = people.employee.id
    for each in (chen, people.colleague.id):
        opened(store, each)
    draw(store)

    with store.begin() as unit:
        begun = add(unit, chen, 9, None)
    assert draw(store) == [chen]
    with store.begin() as unit:
        unit.absences.end(begun, on=date(2026, 11, 12), by=Source.OWN, at=MONDAY)
    assert draw(store) == [chen]
