"""Another post or department is a change of place; another name of a department is none."""

from dataclasses import replace
from datetime import date

from bot.domain.history import Changed
from bot.domain.import_plan import Stored
from bot.domain.matching import Matching
from bot.domain.organisation import Organisation, PersonEntry
from bot.domain.transfers import Transfer, transfers
from tests.domain.test_import_plan import entry, stored

TODAY = date(2027, 2, 1)


def found(people: list[PersonEntry], before: list[Stored]) -> list[Transfer]:
    ids = {each.known.email: each.known.id for each in before}
    file = Organisation(branches=(), departments=(), people=tuple(people))
    known = {each.email: ids[each.email] for each in people if each.email in ids}
    return list(transfers(file, before, Matching(ids=known, doubts=()), today=TODAY))


CHEN, WU = entry("Chen"), entry("Wu")


def test_another_post_counts_from_the_day_of_the_import_or_the_one_that_is_said() -> None:
    before = [stored(1, CHEN), stored(2, WU)]
    promoted = replace(CHEN, post="Planner")

    assert found([promoted, WU], before) == [
        Transfer(
            person_id=1,
            name=CHEN.name,
            day=TODAY,
            post=Changed(was="Planning", now="Planner"),
            department=None,
        )
    ]
    [later] = found([replace(promoted, since=date(2027, 3, 1)), WU], before)
    assert later.day == date(2027, 3, 1)


def test_another_department_is_one_too() -> None:
    before = [stored(1, CHEN), stored(2, WU)]

    [moved] = found([replace(CHEN, department="Website Product"), WU], before)

    assert (moved.post, moved.department) == (None, Changed(was="Marketing", now="Website Product"))


def test_who_is_new_gone_or_back_is_not_transferred() -> None:
    gone = stored(1, CHEN, has_left=True)

    assert found([replace(CHEN, post="Planner"), WU], [gone]) == []
    assert found([], [stored(2, WU)]) == []


def test_a_department_that_has_another_name_moves_nobody() -> None:
    before = [stored(1, CHEN), stored(2, WU)]
    people = [replace(each, department="Marketing and Brand") for each in (CHEN, WU)]

    assert found(people, before) == []
    one_of_them = [people[0], WU]
    assert [each.person_id for each in found(one_of_them, before)] == [1]


def test_who_moves_into_one_that_was_there_before_is_transferred_with_all_others() -> None:
    sun = entry("Sun", department="Website Product")
    before = [stored(1, CHEN), stored(2, WU), stored(3, sun)]
    people = [replace(each, department="Website Product") for each in (CHEN, WU)]

    assert [each.person_id for each in found([*people, sun], before)] == [1, 2]
