"""Slack profiles: followed, linked, and remembered when an account is closed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.services.people import note_no_profile, profiles_to_read, take_profile
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.nudges import payloads
from tests.builders.people import Company, company, person

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@dataclass(frozen=True, kw_only=True)
class Told:
    slack_id: str = "U0CHEN"
    email: str | None = "chen.jie@example.com"
    locale: str | None = "zh-TW"
    timezone: str | None = "Asia/Taipei"
    is_deleted: bool = False


@pytest.fixture
def people(store: Store) -> Company:
    return company(store)


def row_of(store: Store, person_id: int) -> PersonRow:
    with store.read() as unit:
        return unit.people.get(person_id)


def test_language_and_time_zone_follow_slack(store: Store, people: Company) -> None:
    take_profile(store, Told(), now=NOW)

    row = row_of(store, people.employee.id)
    assert (row.locale, row.timezone, row.profile_read_on) == ("zh-TW", "Asia/Taipei", TODAY)


def test_a_newcomer_is_linked_by_e_mail(store: Store, people: Company) -> None:
    newcomer = person(store, "New Name", linked=False)

    take_profile(store, Told(slack_id="U0NEW", email="New.Name@example.com"), now=NOW)

    assert row_of(store, newcomer.id).slack_id == "U0NEW"


@pytest.mark.parametrize(
    "told", ["\u200bNew.Name@example.com\ufeff", "ｎｅｗ.name＠example.com", "new.\u00adname@example.com"]
)
def test_a_newcomer_is_linked_however_the_address_was_copied_into_slack(
    store: Store, people: Company, told: str
) -> None:
    newcomer = person(store, "New Name", linked=False)

    take_profile(store, Told(slack_id="U0NEW", email=told), now=NOW)

    assert row_of(store, newcomer.id).slack_id == "U0NEW"


def test_somebody_who_is_not_ours_changes_nothing(store: Store, people: Company) -> None:
    take_profile(store, Told(slack_id="U0OTHER", email="other@example.com", is_deleted=True), now=NOW)
    take_profile(store, Told(slack_id="U0OTHER", email=None), now=NOW)

    assert payloads(store, "AccountClosed") == []


def test_hr_hears_once_that_an_account_was_closed(store: Store, people: Company) -> None:
    with store.begin() as unit:
        unit.people.get(people.employee.id).dm_channel = "D0CHEN"

    for hour in range(3):
        take_profile(store, Told(is_deleted=True), now=NOW + timedelta(hours=hour))

    row = row_of(store, people.employee.id)
    assert (row.deactivated_on, row.dm_channel) == (TODAY, None)
    assert payloads(store, "AccountClosed") == [
        {"to": people.hr.id, "person_id": people.employee.id, "day": "2026-11-23"}
    ]


def test_the_admin_hears_where_there_is_no_hr(store: Store, people: Company) -> None:
    with store.begin() as unit:
        unit.people.get(people.hr.id).left_on = TODAY

    take_profile(store, Told(is_deleted=True), now=NOW)

    assert [told["to"] for told in payloads(store, "AccountClosed")] == [people.admin.id]


def test_an_account_that_is_opened_again_is_reached_again(store: Store, people: Company) -> None:
    take_profile(store, Told(is_deleted=True), now=NOW)
    take_profile(store, Told(), now=NOW + timedelta(days=1))

    assert row_of(store, people.employee.id).deactivated_on is None


def test_who_left_the_company_is_no_news(store: Store, people: Company) -> None:
    with store.begin() as unit:
        unit.people.get(people.employee.id).left_on = TODAY

    take_profile(store, Told(is_deleted=True), now=NOW)

    assert payloads(store, "AccountClosed") == []


def test_profiles_are_read_weekly_and_of_unknown_people_daily(store: Store, people: Company) -> None:
    newcomer = person(store, "New Name", linked=False)
    for each in people.everyone:
        if each.slack_id != "U0CHEN":
            take_profile(store, Told(slack_id=str(each.slack_id), email=each.email), now=NOW)

    def to_read(days: int, limit: int = 40) -> list[int]:
        now = NOW + timedelta(days=days)
        return [person_id for person_id, _, _ in profiles_to_read(store, now=now, limit=limit)]

    assert to_read(0) == [people.employee.id, newcomer.id]
    note_no_profile(store, person_id=newcomer.id, now=NOW)
    take_profile(store, Told(), now=NOW)
    assert to_read(0) == []
    assert to_read(1) == [newcomer.id]
    assert len(to_read(7)) == len(people.everyone) + 1
    assert len(to_read(7, limit=2)) == 2
