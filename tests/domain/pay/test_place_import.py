"""A file of pay places: what it comes to. Its mistakes as they are told: tests/commands/test_pay.py."""

from datetime import date

import pytest

from bot.domain.listed_people import Known, ListedPeople
from bot.domain.pay.place_import import ImportedPlaces, PlaceEntry, PlaceImport
from bot.domain.pay.places import PayPlace

CHEN, GONE = Known(id=1, name="Chen Jie", has_left=False), Known(id=2, name="Wu Min", has_left=True)
APRIL, TODAY = date(2026, 4, 1), date(2026, 11, 28)
HELD = PayPlace(id=1, person_id=1, grade="P5", step=3, steps=10, from_day=APRIL)


def read(*entries: PlaceEntry) -> ImportedPlaces:
    people = ListedPeople(addresses={}, numbers={"1": CHEN, "2": GONE})
    return PlaceImport(people=people, held={1: [HELD]}, usual=10, today=TODAY).read(entries)


def entry(**given: str) -> PlaceEntry:
    return PlaceEntry(**{"line": 2, "id": "1", "grade": "P5", "step": "3", "since": "2026-04-01", **given})  # type: ignore[arg-type]


def test_what_stands_so_already_is_not_added_again() -> None:
    assert (read(entry()).new, read(entry()).unchanged) == ((), 1)
    later = read(entry(since="2026-07-01"), entry(step="４"))
    assert [(each.step, each.steps, each.from_day.month) for each in later.new] == [(3, 10, 7), (4, 10, 4)]


def test_the_same_file_once_more_undoes_no_decision() -> None:
    decided = PayPlace(
        id=2, person_id=1, grade="P5", step=5, steps=10, from_day=APRIL, decision_id=1, cycle_id=1
    )
    people = ListedPeople(addresses={}, numbers={"1": CHEN})

    again = PlaceImport(people=people, held={1: [HELD, decided]}, usual=10, today=TODAY).read([entry()])

    assert (again.new, again.unchanged) == ((), 1)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"id": "2"}, "has_left"),
        ({"id": ""}, "whose"),
        ({"grade": "x" * 41}, "long_grade"),
        ({"step": "0"}, "no_step"),
        ({"step": "11"}, "over_the_top"),
        ({"steps": "100"}, "no_step"),
        ({"since": "2029-01-01"}, "day_too_far"),
        ({"since": ""}, "no_day"),
    ],
)
def test_what_is_wrong_is_named(given: dict[str, str], code: str) -> None:
    found = read(entry(**given))

    assert ([each.code for _, each in found.problems], found.new) == ([code], ())
