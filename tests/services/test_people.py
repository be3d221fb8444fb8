"""Slack profiles: followed, linked, and remembered when an account is closed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.accounts import Profile
from bot.domain.concerns import Cause
from bot.services.people import link_profile, note_no_profile, profiles_to_read, take_profile
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.nudges import payloads
from tests.builders.people import Company, company, person

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


HOME = "T0HOME"
CHEN = Profile(
    slack_id="U0CHEN",
    email="chen.jie@example.com",
    name="Chen Jie",
    locale="zh-TW",
    timezone="Asia/Taipei",
    teams=frozenset({HOME}),
)
"""What Slack tells of the employee's account."""


def told(**changes: Any) -> Profile:
    return replace(CHEN, **changes)


def take(store: Store, profile: Profile = CHEN, *, now: datetime = NOW) -> None:
    take_profile(store, profile, home=HOME, now=now)


def conflicts(store: Store) -> list[tuple[str, str]]:
    """The account and the reason of each that the admins are told of."""
    with store.read() as unit:
        facts = unit.concerns.facts(
            Cause.ACCOUNT_CONFLICT, round=unit.concerns.latest_round(Cause.ACCOUNT_CONFLICT)
        )
    return [(each.facts["account"], each.facts["why"]) for each in facts.open]


@pytest.fixture
def people(store: Store) -> Company:
    return company(store)


def row_of(store: Store, person_id: int) -> PersonRow:
    with store.read() as unit:
        return unit.people.get(person_id)


def test_language_and_time_zone_follow_slack(store: Store, people: Company) -> None:
    take(store, now=NOW)

    row = row_of(store, people.employee.id)
    assert (row.locale, row.timezone, row.profile_read_on) == ("zh-TW", "Asia/Taipei", TODAY)


def test_a_newcomer_is_linked_by_e_mail(store: Store, people: Company) -> None:
    newcomer = person(store, "New Name", linked=False)

    take(store, told(slack_id="U0NEW", email="New.Name@example.com"), now=NOW)

    assert row_of(store, newcomer.id).slack_id == "U0NEW"


def test_somebody_who_is_not_ours_changes_nothing(store: Store, people: Company) -> None:
    take(store, told(slack_id="U0OTHER", email="other@example.com", is_deleted=True), now=NOW)
    take(store, told(slack_id="U0OTHER", email=None), now=NOW)

    assert payloads(store, "AccountClosed") == []


@pytest.mark.parametrize(
    ("account", "why"),
    [
        ({"teams": frozenset({"T0OTHER"})}, "other_workspace"),
        ({"is_stranger": True}, "stranger"),
        ({"is_bot": True}, "bot"),
    ],
)
def test_an_outsider_or_a_bot_with_a_colleagues_address_is_given_nothing_and_told_by_name(
    store: Store, people: Company, account: dict[str, Any], why: str
) -> None:
    newcomer = person(store, "New Name", linked=False)
    other = told(slack_id="U0OTHER", name="Somebody", email="new.name@example.com", **account)

    take(store, other)
    take(store, other, now=NOW + timedelta(hours=1))

    assert row_of(store, newcomer.id).slack_id is None
    assert conflicts(store) == [("Somebody", why)]
    assert len(payloads(store, "ConcernsChanged")) == 1


def test_a_second_account_with_a_colleagues_address_does_not_become_the_colleague(
    store: Store, people: Company
) -> None:
    take(store, told(slack_id="U0RIVAL", name="Chen J."))

    row = row_of(store, people.employee.id)
    assert (row.slack_id, row.locale) == ("U0CHEN", None)
    assert conflicts(store) == [("Chen J.", "rival")]

    take(store, told(slack_id="U0RIVAL", name="Chen J.", email="other@example.com"))

    assert conflicts(store) == []


def test_an_account_that_was_made_anew_takes_the_place_of_the_closed_one(
    store: Store, people: Company
) -> None:
    take(store, told(is_deleted=True))

    take(store, told(slack_id="U0AGAIN"), now=NOW + timedelta(days=1))

    row = row_of(store, people.employee.id)
    assert (row.slack_id, row.deactivated_on) == ("U0AGAIN", None)


def test_a_closed_account_that_only_carries_the_address_closes_nobody(store: Store, people: Company) -> None:
    take(store, told(slack_id="U0RIVAL", is_deleted=True))

    assert row_of(store, people.employee.id).deactivated_on is None
    assert payloads(store, "AccountClosed") == []


def test_a_link_that_was_made_by_the_address_alone_is_taken_back(store: Store, people: Company) -> None:
    take(store, told(teams=frozenset({"T0OTHER"})))

    assert row_of(store, people.employee.id).slack_id is None
    assert conflicts(store) == [("Chen Jie", "other_workspace")]


def test_somebody_who_left_is_recognised_and_given_no_account(store: Store, people: Company) -> None:
    with store.begin() as unit:
        row = unit.people.get(people.employee.id)
        row.slack_id, row.left_on = None, TODAY

    found = link_profile(store, CHEN, home=HOME, now=NOW, default_locale="en-US")

    assert found is not None
    assert not found.is_active
    assert row_of(store, people.employee.id).slack_id is None


def test_an_address_that_changed_in_slack_is_remembered(store: Store, people: Company) -> None:
    take(store, told(email="Chen.Wu@example.com"))

    with store.read() as unit:
        known = unit.people.by_address("chen.wu@example.com")
    assert known is not None
    assert known.id == people.employee.id
    assert known.email == "chen.jie@example.com"


def test_hr_hears_once_that_an_account_was_closed(store: Store, people: Company) -> None:
    with store.begin() as unit:
        unit.people.get(people.employee.id).dm_channel = "D0CHEN"

    for hour in range(3):
        take(store, told(is_deleted=True), now=NOW + timedelta(hours=hour))

    row = row_of(store, people.employee.id)
    assert (row.deactivated_on, row.dm_channel) == (TODAY, None)
    assert payloads(store, "AccountClosed") == [
        {"to": people.hr.id, "person_id": people.employee.id, "day": "2026-11-23"}
    ]


def test_the_admin_hears_where_there_is_no_hr(store: Store, people: Company) -> None:
    with store.begin() as unit:
        unit.people.get(people.hr.id).left_on = TODAY

    take(store, told(is_deleted=True), now=NOW)

    assert [told["to"] for told in payloads(store, "AccountClosed")] == [people.admin.id]


def test_an_account_that_is_opened_again_is_reached_again(store: Store, people: Company) -> None:
    take(store, told(is_deleted=True), now=NOW)
    take(store, now=NOW + timedelta(days=1))

    assert row_of(store, people.employee.id).deactivated_on is None


def test_who_left_the_company_is_no_news(store: Store, people: Company) -> None:
    with store.begin() as unit:
        unit.people.get(people.employee.id).left_on = TODAY

    take(store, told(is_deleted=True), now=NOW)

    assert payloads(store, "AccountClosed") == []


def test_profiles_are_read_weekly_and_of_unknown_people_daily(store: Store, people: Company) -> None:
    newcomer = person(store, "New Name", linked=False)
    for each in people.everyone:
        if each.slack_id != "U0CHEN":
            take(store, told(slack_id=str(each.slack_id), email=each.email), now=NOW)

    def to_read(days: int, limit: int = 40) -> list[int]:
        now = NOW + timedelta(days=days)
        return [person_id for person_id, _, _ in profiles_to_read(store, now=now, limit=limit)]

    assert to_read(0) == [people.employee.id, newcomer.id]
    note_no_profile(store, person_id=newcomer.id, now=NOW)
    take(store, now=NOW)
    assert to_read(0) == []
    assert to_read(1) == [newcomer.id]
    assert len(to_read(7)) == len(people.everyone) + 1
    assert len(to_read(7, limit=2)) == 2
