"""A leave file: what it changes, and everything that is wrong with it by its line."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain.absences import Absence, Source
from bot.domain.leave_import import ImportedLeave, LeaveEntry, LeaveImport
from bot.domain.listed_people import Known, ListedPeople

TODAY = date(2026, 11, 23)
CHEN, WU, GONE = (
    Known(id=number, name=name, has_left=number == 3)
    for number, name in ((1, "Chen Jie"), (2, "Wu Min"), (3, "He Jun"))
)
ENTRY = LeaveEntry(line=2, email="chen@example.com", first="2026-12-01", last="2026-12-04")
SAID = Absence(id=7, person_id=1, first=date(2026, 12, 1), last=date(2026, 12, 4), source=Source.FILE)


def read(*entries: LeaveEntry, said: tuple[tuple[Absence, bool], ...] = ()) -> ImportedLeave:
    addresses = {"chen@example.com": CHEN, "wu@example.com": WU, "he@example.com": GONE}
    numbers = {"1001": CHEN, "1002": WU}
    people = ListedPeople(addresses=addresses, numbers=numbers)
    return LeaveImport(people=people, said=said, today=TODAY).read(entries)


def spans(imported: ImportedLeave) -> list[tuple[str, str, str | None]]:
    return [(each.name, str(each.first), str(each.last) if each.last else None) for each in imported.new]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ("Chen Jie", "2026-12-01", "2026-12-04")),
        ({"email": "", "id": "1002"}, ("Wu Min", "2026-12-01", "2026-12-04")),
        ({"email": " Chen@Example.com ", "id": "1001"}, ("Chen Jie", "2026-12-01", "2026-12-04")),
        ({"first": "2026/12/1", "last": "2026年12月4日"}, ("Chen Jie", "2026-12-01", "2026-12-04")),
        ({"first": "2026-12-01 00:00:00"}, ("Chen Jie", "2026-12-01", "2026-12-04")),
        ({"first": "2026-11-01"}, ("Chen Jie", "2026-11-01", "2026-12-04")),
        ({"last": "Open"}, ("Chen Jie", "2026-12-01", None)),
        ({"last": "未定"}, ("Chen Jie", "2026-12-01", None)),
    ],
)
def test_an_entry_is_read_as_it_is_written(changes: dict[str, Any], expected: tuple[str, str, str]) -> None:
    imported = read(replace(ENTRY, **changes))

    assert imported.problems == ()
    assert spans(imported) == [expected]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"email": ""}, "whose"),
        ({"email": "nobody@example.com"}, "nobody_known"),
        ({"email": "", "id": "9"}, "no_number"),
        ({"id": "1002"}, "two_people"),
        ({"email": "he@example.com"}, "has_left"),
        ({"first": ""}, "no_first"),
        ({"last": ""}, "no_last"),
        ({"last": "4.12.2026"}, "no_day"),
        ({"last": "2026-12-32"}, "no_day"),
        ({"last": "2026-11-30"}, "ends_before"),
        ({"first": "2206-12-01", "last": "2206-12-04"}, "too_far"),
        ({"last": "2206-12-04"}, "too_far"),
    ],
)
def test_what_is_wrong_is_named_by_its_line(changes: dict[str, Any], code: str) -> None:
    [(line, problem)] = read(replace(ENTRY, **changes)).problems

    assert (line, problem.code) == (2, code)


def test_a_person_who_is_wrong_and_a_day_that_is_are_both_named() -> None:
    problems = read(replace(ENTRY, email="", first="soon"), replace(ENTRY, line=3, last="")).problems

    assert [(line, problem.code) for line, problem in problems] == [
        (2, "whose"),
        (2, "no_day"),
        (3, "no_last"),
    ]


def test_what_the_file_says_no_more_is_taken_out_and_what_it_says_again_is_not_new() -> None:
    again = read(ENTRY, replace(ENTRY, line=3), said=((SAID, False),))
    other = read(replace(ENTRY, last="2026-12-07"), said=((SAID, False),))

    assert (again.new, again.taken_out, again.unchanged) == ((), (), 1)
    assert spans(other) == [("Chen Jie", "2026-12-01", "2026-12-07")]
    assert [(each.absence_id, each.name) for each in other.taken_out] == [(7, "Chen Jie")]


def test_whoever_said_that_they_are_back_stays_so() -> None:
    again, no_more = read(ENTRY, said=((SAID, True),)), read(said=((SAID, True),))

    assert (again.new, again.taken_out, again.unchanged) == ((), (), 1)
    assert (no_more.new, no_more.taken_out) == ((), ())


def test_nothing_is_made_of_what_is_over() -> None:
    imported = read(replace(ENTRY, first="2026-11-02", last="2026-11-22"))

    assert (imported.new, imported.over, imported.problems) == ((), 1, ())


def test_leave_that_was_over_before_somebody_left_is_no_mistake() -> None:
    imported = read(replace(ENTRY, email="he@example.com", first="2026-10-01", last="2026-10-04"), ENTRY)

    assert imported.problems == ()
    assert (imported.over, spans(imported)) == (1, [("Chen Jie", "2026-12-01", "2026-12-04")])
