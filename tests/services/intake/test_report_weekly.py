"""The week's figures: once to each product manager and head, on their own morning."""

from datetime import UTC, date, datetime, timedelta

from bot.domain.absences import Source
from bot.services.intake.report_weekly import send_weekly_reports
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, announced, filed
from tests.builders.people import Company

NEXT_MONDAY = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
"""10:00 in Hangzhou."""


def told(store: Store) -> list[tuple[int, str]]:
    return [(each["to"], each["week"]) for kind, each in announced(store) if kind == "ReportDue"]


def test_each_reader_hears_of_a_week_once(store: Store, people: Company) -> None:
    filed(store, people.employee)

    assert send_weekly_reports(acting(store, now=NEXT_MONDAY - timedelta(minutes=1))) == 0
    assert send_weekly_reports(acting(store, now=NEXT_MONDAY)) == 2
    assert send_weekly_reports(acting(store, now=NEXT_MONDAY + timedelta(hours=1))) == 0

    assert sorted(told(store)) == sorted(
        (each.id, "2026-11-23") for each in (people.product_manager, people.boss)
    )


def test_a_week_without_anything_is_not_spoken_of(store: Store, people: Company) -> None:
    filed(store, people.employee, now=MORNING + timedelta(days=7, hours=1))

    for days in (0, 1):
        assert send_weekly_reports(acting(store, now=NEXT_MONDAY + timedelta(days=days))) == 0
    assert send_weekly_reports(acting(store, now=NEXT_MONDAY + timedelta(days=7))) == 2


def test_whoever_is_away_reads_it_when_they_are_back(store: Store, people: Company) -> None:
    filed(store, people.employee)
    with store.begin() as unit:
        leave = (people.boss.id, date(2026, 11, 30), date(2026, 12, 1))
        unit.absences.add([leave], source=Source.FILE, by_id=None, at=MORNING)

    send_weekly_reports(acting(store, now=NEXT_MONDAY))
    assert [to for to, _ in told(store)] == [people.product_manager.id]
    send_weekly_reports(acting(store, now=NEXT_MONDAY + timedelta(days=2)))

    assert [to for to, _ in told(store)] == [people.product_manager.id, people.boss.id]
