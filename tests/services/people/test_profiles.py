"""Slack profiles: followed, linked, and remembered when an account is closed."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.delivery.account_closed import draw_account_closed
from bot.delivery.outgoing import Snapshot
from bot.domain.account_closed import account_closed_card
from bot.domain.accounts import Account
from bot.domain.concerns import Cause
from bot.domain.moves import Move
from bot.domain.policy import Policy
from bot.domain.statuses import NO_STATUS, Status
from bot.services.people import profiles as service
from bot.services.people.profiles import link_profile, note_no_profile, profiles_to_read
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.nudges import payloads
from tests.builders.people import Company, person

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
OWN = "T0SANDBOX"


@dataclass(frozen=True, kw_only=True)
class Told:
    slack_id: str = "U0CHEN"
    email: str | None = "chen.jie@example.com"
    locale: str | None = "zh-TW"
    timezone: str | None = "Asia/Taipei"
    is_deleted: bool = False
    teams: frozenset[str] = frozenset({OWN})
    is_bot: bool = False
    is_stranger: bool = False
    status: Status = NO_STATUS


def take_profile(store: Store, account: Account, *, now: datetime) -> None:
    service.take_profile(acting(store, now=now), account, own_team=OWN)


def wrong(store: Store, cause: Cause) -> list[str]:
    """Whom the admins hear of."""
    with store.read() as unit:
        facts = unit.concerns.facts(cause, round=unit.concerns.latest_round(cause))
        return [each.facts["name"] for each in facts.open]


def row_of(store: Store, person_id: int) -> PersonRow:
    with store.read() as unit:
        return unit.session.get_one(PersonRow, person_id)


def test_language_and_time_zone_follow_slack(store: Store, people: Company) -> None:
    take_profile(store, Told(), now=NOW)

    row = row_of(store, people.employee.id)
    assert (row.locale, row.timezone, row.profile_read_on) == ("zh-TW", "Asia/Taipei", TODAY)


def test_whose_status_says_leave_is_away(store: Store, people: Company) -> None:
    take_profile(store, Told(status=Status(emoji=":palm_tree:")), now=NOW)

    with store.read() as unit:
        assert list(unit.absences.on(TODAY)) == [people.employee.id]


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
        unit.session.get_one(PersonRow, people.employee.id).dm_channel = "D0CHEN"

    for hour in range(3):
        take_profile(store, Told(is_deleted=True), now=NOW + timedelta(hours=hour))

    row = row_of(store, people.employee.id)
    assert (row.deactivated_on, row.dm_channel) == (TODAY, None)
    assert payloads(store, "AccountClosed") == [
        {"to": people.hr.id, "person_id": people.employee.id, "day": "2026-11-23"}
    ]


def test_the_admin_hears_where_there_is_no_hr(store: Store, people: Company) -> None:
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.hr.id).left_on = TODAY

    take_profile(store, Told(is_deleted=True), now=NOW)

    assert [told["to"] for told in payloads(store, "AccountClosed")] == [people.admin.id]


def test_an_account_that_is_opened_again_is_reached_again(store: Store, people: Company) -> None:
    take_profile(store, Told(is_deleted=True), now=NOW)
    take_profile(store, Told(), now=NOW + timedelta(days=1))

    assert row_of(store, people.employee.id).deactivated_on is None


def test_what_hr_was_told_says_when_the_account_was_opened_again(store: Store, people: Company) -> None:
    take_profile(store, Told(is_deleted=True), now=NOW)
    take_profile(store, Told(), now=NOW + timedelta(days=1))

    card = f"account-closed:{people.employee.id}:2026-11-23:{people.hr.id}"
    assert [each["card"] for each in payloads(store, "CardStale")] == [card]
    with store.read() as unit:
        moves = [(each.move, each.day) for each in unit.moves.of(people.employee.id)]
        at = Snapshot(unit=unit, policy=Policy(), now=NOW)
        key = account_closed_card(people.employee.id, TODAY, people.hr.id)
        outgoing = draw_account_closed(at, key)
    assert moves == [(Move.ACCOUNT_CLOSED, TODAY), (Move.ACCOUNT_OPENED, TODAY + timedelta(days=1))]
    assert outgoing is not None
    assert outgoing.only_update
    assert "has been open again since Tue 24 Nov" in str(outgoing.message.blocks)


def test_who_left_the_company_is_no_news(store: Store, people: Company) -> None:
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.employee.id).left_on = TODAY

    take_profile(store, Told(is_deleted=True), now=NOW)

    assert payloads(store, "AccountClosed") == []


def test_profiles_are_read_weekly_and_of_unknown_people_daily(store: Store, people: Company) -> None:
    newcomer = person(store, "New Name", linked=False)
    for each in people.everyone:
        if each.slack_id != "U0CHEN":
            take_profile(store, Told(slack_id=str(each.slack_id), email=each.email), now=NOW)

    def to_read(days: int, limit: int = 40) -> list[int]:
        now = NOW + timedelta(days=days)
        return [person_id for person_id, _, _ in profiles_to_read(acting(store, now=now), limit=limit)]

    assert to_read(0) == [people.employee.id, newcomer.id]
    note_no_profile(acting(store, now=NOW), person_id=newcomer.id)
    take_profile(store, Told(), now=NOW)
    assert to_read(0) == []
    assert to_read(1) == [newcomer.id]
    assert len(to_read(7)) == len(people.everyone) + 1
    assert len(to_read(7, limit=2)) == 2


OUTSIDE = {
    "another workspace": Told(slack_id="U0COPY", teams=frozenset({"T0OTHER"})),
    "another workspace of the same organisation": Told(slack_id="U0COPY", teams=frozenset({"T0A", "T0B"})),
    "somebody who shares no channel": Told(slack_id="U0COPY", is_stranger=True),
    "a bot": Told(slack_id="U0COPY", is_bot=True),
    "Slackbot": Told(slack_id="USLACKBOT"),
}


@pytest.mark.parametrize("account", OUTSIDE.values(), ids=OUTSIDE.keys())
def test_an_account_that_is_not_of_our_people_is_linked_to_nobody(
    store: Store, people: Company, account: Told
) -> None:
    newcomer = person(store, "New Name", linked=False)
    copied = replace(account, email="new.name@example.com")

    take_profile(store, copied, now=NOW)
    linked = link_profile(acting(store, now=NOW), copied, own_team=OWN)

    assert linked is None
    assert row_of(store, newcomer.id).slack_id is None
    assert wrong(store, Cause.WRONG_ACCOUNT) == ["New Name"]

    take_profile(store, Told(slack_id="U0NEW", email="new.name@example.com"), now=NOW)
    assert wrong(store, Cause.WRONG_ACCOUNT) == []


@pytest.mark.parametrize("account", OUTSIDE.values(), ids=OUTSIDE.keys())
def test_an_outside_account_with_the_address_of_somebody_linked_changes_nothing(
    store: Store, people: Company, account: Told
) -> None:
    take_profile(store, account, now=NOW)

    assert row_of(store, people.employee.id).slack_id == "U0CHEN"
    assert wrong(store, Cause.WRONG_ACCOUNT) == []


def test_a_linked_account_that_turns_out_to_be_foreign_is_let_go_and_told(
    store: Store, people: Company
) -> None:
    take_profile(store, Told(teams=frozenset({"T0OTHER"})), now=NOW)

    assert row_of(store, people.employee.id).slack_id is None
    assert wrong(store, Cause.WRONG_ACCOUNT) == ["Chen Jie"]


def test_an_account_of_the_organisation_that_works_in_our_workspace_too_is_taken(
    store: Store, people: Company
) -> None:
    newcomer = person(store, "New Name", linked=False)
    account = Told(slack_id="U0NEW", email="new.name@example.com", teams=frozenset({"T0OTHER", OWN}))

    take_profile(store, account, now=NOW)

    assert row_of(store, newcomer.id).slack_id == "U0NEW"


def test_a_second_live_account_with_an_address_is_told_until_one_of_them_is_closed(
    store: Store, people: Company
) -> None:
    second = Told(slack_id="U0CHEN2")

    take_profile(store, second, now=NOW)

    assert row_of(store, people.employee.id).slack_id == "U0CHEN"
    assert wrong(store, Cause.TWO_ACCOUNTS) == ["Chen Jie"]

    take_profile(store, Told(is_deleted=True), now=NOW)
    assert wrong(store, Cause.TWO_ACCOUNTS) == []

    take_profile(store, second, now=NOW)
    assert row_of(store, people.employee.id).slack_id == "U0CHEN2"
    assert row_of(store, people.employee.id).deactivated_on is None


@pytest.mark.parametrize(
    "change", [{"email": "other@example.com"}, {"is_deleted": True}, {"is_bot": True}], ids=str
)
def test_a_second_account_that_gives_the_address_up_is_no_conflict_any_more(
    store: Store, people: Company, change: dict[str, Any]
) -> None:
    second = Told(slack_id="U0CHEN2")
    take_profile(store, second, now=NOW)

    take_profile(store, replace(second, **change), now=NOW)

    assert wrong(store, Cause.TWO_ACCOUNTS) == []


def test_one_account_for_two_people_is_told_with_both_names(store: Store, people: Company) -> None:
    person(store, "New Name", linked=False)

    take_profile(store, Told(email="new.name@example.com"), now=NOW)

    assert wrong(store, Cause.SHARED_ACCOUNT) == ["New Name"]
    take_profile(store, Told(), now=NOW)
    assert wrong(store, Cause.SHARED_ACCOUNT) == []


def test_an_account_of_somebody_who_left_goes_to_whom_it_names_now(store: Store, people: Company) -> None:
    newcomer = person(store, "New Name", linked=False)
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.employee.id).left_on = TODAY

    linked = link_profile(acting(store, now=NOW), Told(email="new.name@example.com"), own_team=OWN)

    assert linked is not None
    assert linked.id == newcomer.id
    assert row_of(store, people.employee.id).slack_id is None


def test_somebody_who_left_is_known_and_not_linked(store: Store, people: Company) -> None:
    with store.begin() as unit:
        row = unit.session.get_one(PersonRow, people.employee.id)
        row.left_on, row.slack_id = TODAY, None

    linked = link_profile(acting(store, now=NOW), Told(), own_team=OWN)

    assert linked is not None
    assert not linked.is_active
    assert row_of(store, people.employee.id).slack_id is None
