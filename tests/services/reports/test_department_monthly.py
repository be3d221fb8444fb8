"""A department's month comes to its head once, on the second working day of the next one."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import update

from bot.domain.absences import Source
from bot.domain.goals.figures import Owner, Place
from bot.services.reports.department_monthly import send_department_reports
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import announced
from tests.builders.people import kpi_sheet
from tests.builders.world import World
from tests.services.reports.test_department import department_id, enters

SECOND_DAY = datetime(2026, 12, 2, 2, 0, tzinfo=UTC)
"""Wednesday, 10:00 in Hangzhou."""


def told(store: Store) -> list[tuple[str, int, str]]:
    said = [(kind, each["to"], each["month"]) for kind, each in announced(store) if "month" in each]
    return sorted(said, key=lambda each: (each[1], each[0] == "DeckMade"))


def with_news(world: World) -> None:
    """A KPI of Marketing has a figure of November."""
    world.open_quarter(world.people.employee)
    marketing = department_id(world.store)
    with world.store.begin() as unit:
        kpi_sheet(unit, department_id=marketing, kpis=(("visits", "Visits", 100),))
    place = Place(owner=Owner.DEPARTMENT, owner_id=marketing, kpi="visits")
    enters(world, place, "3.7", as_of=date(2026, 11, 30))


def test_the_head_hears_of_a_month_once_with_slides(world: World) -> None:
    store, people = world.store, world.people
    with_news(world)

    assert send_department_reports(acting(store, now=SECOND_DAY - timedelta(minutes=1))) == 0
    assert send_department_reports(acting(store, now=SECOND_DAY)) == 1
    assert send_department_reports(acting(store, now=SECOND_DAY)) == 0
    assert send_department_reports(acting(store, now=SECOND_DAY + timedelta(days=7))) == 0

    assert told(store) == [
        ("DepartmentReported", people.boss.id, "2026-11"),
        ("DeckMade", people.boss.id, "2026-11"),
    ]


def test_whoever_is_away_reads_it_when_they_are_back(world: World) -> None:
    store, people = world.store, world.people
    with_news(world)
    with store.begin() as unit:
        leave = (people.boss.id, date(2026, 12, 1), date(2026, 12, 3))
        unit.absences.add([leave], source=Source.FILE, by_id=None, at=SECOND_DAY)

    assert send_department_reports(acting(store, now=SECOND_DAY)) == 0
    assert send_department_reports(acting(store, now=SECOND_DAY + timedelta(days=2))) == 1


def test_a_month_without_anything_is_not_spoken_of_though_something_comes_later(
    world: World,
) -> None:
    store = world.store
    assert send_department_reports(acting(store, now=SECOND_DAY)) == 0
    with_news(world)

    assert send_department_reports(acting(store, now=SECOND_DAY + timedelta(days=1))) == 0
    assert told(store) == []


def test_a_department_that_nobody_heads_is_nobodys(world: World) -> None:
    store = world.store
    with_news(world)
    with store.begin() as unit:
        unit.session.execute(update(PersonRow).values(manager_id=None))

    assert send_department_reports(acting(store, now=SECOND_DAY)) == 0
