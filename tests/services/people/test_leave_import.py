"""The leave file says who is away from today on, in place of what it said before."""

from datetime import date, timedelta

from sqlalchemy import select

from bot.domain.absences import Source
from bot.domain.leave_import import LeaveEntry
from bot.services.people.away import come_back, go_away
from bot.services.people.leave_import import check_leave, import_leave, who_is_away
from storage.models.absences import AbsenceRow
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import MONDAY, acting
from tests.builders.people import Company

TODAY = date(2026, 11, 23)


def entry(first: str, last: str, email: str = "chen.jie@example.com") -> LeaveEntry:
    return LeaveEntry(line=2, email=email, first=f"2026-{first}", last=f"2026-{last}")


def away(store: Store, person_id: int) -> list[tuple[str, str]]:
    with store.read() as unit:
        absences = unit.absences.of([person_id]).get(person_id, ())
    return [(f"{each.first:%m-%d}", f"{each.last:%m-%d}" if each.last else "open") for each in absences]


def test_a_second_file_replaces_what_the_first_said_from_that_day_on(store: Store, people: Company) -> None:
    chen = people.employee.id
    import_leave(acting(store), [entry("11-20", "11-27"), entry("12-21", "12-24")])
    later = acting(store, now=MONDAY + timedelta(days=2))

    import_leave(later, [entry("11-20", "11-26"), entry("12-28", "12-31")])

    # Until the second import the first one held; together they are the days that were days away.
    assert away(store, chen) == [("11-20", "11-24"), ("11-20", "11-26"), ("12-28", "12-31")]
    assert [len(each) for each in (import_leave(later, [entry("12-28", "12-31")]).taken_out, ())] == [1, 0]
    with store.read() as unit:
        assert len(unit.session.scalars(select(AbsenceRow)).all()) == 4


def test_with_one_mistake_and_in_a_rehearsal_nothing_is_changed(store: Store, people: Company) -> None:
    wrong = import_leave(acting(store), [entry("12-21", "12-24"), entry("12-24", "12-21")])
    rehearsed = check_leave(acting(store), [entry("12-21", "12-24")])

    assert len(wrong.problems) == 1
    assert len(rehearsed.new) == 1
    assert away(store, people.employee.id) == []


def test_people_are_known_by_the_companys_number(store: Store, people: Company) -> None:
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.colleague.id).number = "0042"

    import_leave(acting(store), [LeaveEntry(line=2, id="0042", first="2026-12-01", last="open")])

    assert away(store, people.colleague.id) == [("12-01", "open")]


def test_the_file_leaves_what_people_said_themselves(store: Store, people: Company) -> None:
    mine = acting(store, by=people.employee)
    go_away(mine, said="until 25 Nov")
    import_leave(acting(store), [entry("11-23", "12-04")])
    come_back(acting(store, by=people.employee, now=MONDAY + timedelta(days=1)))

    again = import_leave(acting(store, now=MONDAY + timedelta(days=1)), [entry("11-23", "12-04")])

    assert (again.new, again.unchanged) == ((), 1)
    assert away(store, people.employee.id) == [("11-23", "11-23"), ("11-23", "11-23")]


def test_who_is_away_within_a_month_is_listed_and_nobody_who_left(store: Store, people: Company) -> None:
    import_leave(
        acting(store),
        [
            entry("12-21", "12-24"),
            entry("11-01", "11-23", "wu.min@example.com"),
            entry("12-28", "12-31"),
            entry("12-01", "12-31", "he.jun@example.com"),
        ],
    )
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.developer.id).left_on = TODAY

    listed = who_is_away(acting(store))

    assert [(person.name, str(each.first), each.source) for person, each in listed] == [
        ("Wu Min", "2026-11-01", Source.FILE),
        ("Chen Jie", "2026-12-21", Source.FILE),
    ]
