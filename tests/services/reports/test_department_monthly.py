"""A department's month comes to its head once, on the second working day of the next one."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import update

from bot.domain.absences import Source
from bot.services.reports.department_monthly import send_department_reports
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import announced
from tests.builders.people import MARKETING, Company, kpi_sheet
from tests.services.reports.test_department import department_id

SECOND_DAY = datetime(2026, 12, 2, 2, 0, tzinfo=UTC)
"""Wednesday, 10:00 in Hangzhou."""


def told(store: Store) -> list[tuple[str, int, str]]:
    said = [(kind, each["to"], each["month"]) for kind, each in announced(store) if "month" in each]
    return sorted(said, key=lambda each: (each[1], each[0] == "DeckMade"))


def with_kpis(store: Store) -> None:
    with store.begin() as unit:
        kpi_sheet(unit, department_id=department_id(store, MARKETING), kpis=(("visits", "Visits", 100),))


def test_the_head_hears_of_a_month_once_with_slides(store: Store, people: Company) -> None:
    with_kpis(store)

    assert send_department_reports(acting(store, now=SECOND_DAY - timedelta(minutes=1))) == 0
    assert send_department_reports(acting(store, now=SECOND_DAY)) == 1
    assert send_department_reports(acting(store, now=SECOND_DAY)) == 0
    assert send_department_reports(acting(store, now=SECOND_DAY + timedelta(days=7))) == 0

    assert told(store) == [
        ("DepartmentReported", people.boss.id, "2026-11"),
        ("DeckMade", people.boss.id, "2026-11"),
    ]
    assert send_department_reports(acting(store, now=datetime(2027, 1, 5, 2, 0, tzinfo=UTC))) == 1


def test_whoever_is_away_reads_it_when_they_are_back(store: Store, people: Company) -> None:
    with_kpis(store)
    with store.begin() as unit:
        leave = (people.boss.id, date(2026, 12, 1), date(2026, 12, 3))
        unit.absences.add([leave], source=Source.FILE, by_id=None, at=SECOND_DAY)

    assert send_department_reports(acting(store, now=SECOND_DAY)) == 0
    assert send_department_reports(acting(store, now=SECOND_DAY + timedelta(days=2))) == 1


def test_a_month_without_anything_is_not_spoken_of_though_something_comes_later(
    store: Store, people: Company
) -> None:
    assert send_department_reports(acting(store, now=SECOND_DAY)) == 0
    with_kpis(store)

    assert send_department_reports(acting(store, now=SECOND_DAY + timedelta(days=1))) == 0
    assert told(store) == []


def test_a_department_that_nobody_heads_is_nobodys(store: Store, people: Company) -> None:
    with_kpis(store)
    with store.begin() as unit:
        unit.session.execute(update(PersonRow).values(manager_id=None))

    assert send_department_reports(acting(store, now=SECOND_DAY)) == 0
