"""A time zone or a country that this machine does not know stops nobody, and the admin hears of it once."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.domain.concerns import Cause
from bot.domain.intake.triage import Urgency
from bot.domain.policy import Policy
from bot.domain.statuses import NO_STATUS, Status
from bot.services.concerns import concern_list
from bot.services.intake.duty import answer_owed_by, person_on_duty
from bot.services.people.places import check_places
from bot.services.people.profiles import link_profile, take_profile
from bot.services.reviews.open_cycle import open_cycle
from storage.models.people import BranchRow, HeldRoleRow, PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.nudges import POLICY, nudged
from tests.builders.people import CHENGDU, Company
from tests.builders.self_score import MONDAY

FRIDAY = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
MARS = "Mars/Olympus"


@dataclass(frozen=True, kw_only=True)
class Told:
    """A profile as Slack tells it."""

    slack_id: str = "U0CHEN"
    email: str | None = "chen.jie@example.com"
    locale: str | None = "zh-CN"
    timezone: str | None = MARS
    is_deleted: bool = False
    teams: frozenset[str] = frozenset({"T0SANDBOX"})
    is_bot: bool = False
    is_stranger: bool = False
    status: Status = NO_STATUS


def lives_in(store: Store, zone: str | None, *, person_id: int) -> None:
    with store.begin() as unit:
        unit.session.execute(update(PersonRow).where(PersonRow.id == person_id).values(timezone=zone))


def branch_is(store: Store, **values: str) -> None:
    with store.begin() as unit:
        unit.session.execute(update(BranchRow).where(BranchRow.name == CHENGDU).values(**values))


def reminded(store: Store, policy: Policy = POLICY) -> set[int]:
    return {person_id for person_id, _ in nudged(store, now=FRIDAY, policy=policy)}


@pytest.mark.parametrize("zone", [MARS, "", "../../etc/passwd", "Europe", "é" * 64])
def test_one_unreadable_zone_stops_nobody(store: Store, people: Company, zone: str) -> None:
    lives_in(store, zone, person_id=people.employee.id)

    opened = open_cycle(acting(store, by=people.hr, now=MONDAY), name="2026Q4")

    assert opened.people == 7
    assert {people.employee.id, people.colleague.id, people.manager.id} <= reminded(store)


def test_who_has_an_unreadable_zone_lives_by_their_branch(store: Store, people: Company) -> None:
    branch_is(store, timezone="Europe/Berlin")
    lives_in(store, MARS, person_id=people.employee.id)

    with store.read() as unit:
        row = unit.people.get(people.employee.id)
        acting = unit.people.by_slack_id("U0CHEN")

    assert row.timezone == "Europe/Berlin"
    assert acting == row


def test_a_branch_of_an_unreadable_place_lives_by_the_companys(store: Store, people: Company) -> None:
    branch_is(store, timezone=MARS, country="XX")
    policy = Policy(default_timezone="Asia/Riyadh", default_country="SA")
    elsewhere = Store(store.engine, policy=policy)

    with elsewhere.read() as unit:
        row = unit.people.get(people.employee.id)
        acting = unit.people.by_slack_id("U0CHEN")

    assert (row.timezone, row.country) == ("Asia/Riyadh", "SA")
    assert acting == row


def test_a_branch_of_an_unreadable_place_is_reminded_too(store: Store, people: Company) -> None:
    branch_is(store, timezone=MARS, country="XX")
    open_cycle(acting(store, by=people.hr, now=MONDAY), name="2026Q4")

    assert people.employee.id in reminded(store)


def test_a_role_that_this_version_does_not_know_stops_nobody(store: Store, people: Company) -> None:
    with store.begin() as unit:
        unit.session.add(HeldRoleRow(person_id=people.hr.id, role="astronaut"))

    with store.read() as unit:
        row = unit.people.get(people.hr.id)

        assert row == people.hr
        assert unit.people.by_slack_id("U0ZHOU") == row


@pytest.mark.parametrize(
    ("told", "zone", "locale"),
    [
        (Told(), MARS, "zh-CN"),
        (Told(timezone="M" * 300, locale="x" * 300), "M" * 64, None),
        (Told(timezone=7, locale={"a": 1}), None, None),  # type: ignore[arg-type]
        (Told(timezone="Asia/\0Tokyo", locale="zh\0"), "Asia/Tokyo", None),
        (Told(timezone="Asia/Tokyo", locale="ja-JP"), "Asia/Tokyo", "ja-JP"),
    ],
)
def test_a_profile_is_taken_as_far_as_it_can_be_kept(
    store: Store, people: Company, told: Told, zone: str | None, locale: str | None
) -> None:
    take_profile(acting(store, now=MONDAY), told, own_team="T0SANDBOX")
    linked = link_profile(acting(store, now=MONDAY), told, own_team="T0SANDBOX")

    assert linked is not None
    assert linked.zone
    with store.read() as unit:
        row = unit.session.get_one(PersonRow, people.employee.id)
        assert (row.timezone, row.locale) == (zone, locale)


def test_the_admin_hears_of_it_once_and_that_it_is_mended(store: Store, people: Company) -> None:
    lives_in(store, MARS, person_id=people.employee.id)
    branch_is(store, country="XX")

    for days in range(3):
        check_places(acting(store, now=MONDAY + timedelta(days=days)))

    facts = concern_list(acting(store, by=people.admin), Cause.UNKNOWN_PLACE)
    assert [concern.facts for concern in facts.open] == [
        {"what": "timezone", "name": "Chen Jie", "value": MARS, "instead": "Asia/Shanghai"},
        {"what": "country", "name": CHENGDU, "value": "XX", "instead": "CN"},
    ]
    assert {concern.since for concern in facts.open} == {MONDAY}

    lives_in(store, "Asia/Tokyo", person_id=people.employee.id)
    branch_is(store, country="CN")
    check_places(acting(store, now=FRIDAY))

    facts = concern_list(acting(store, by=people.admin), Cause.UNKNOWN_PLACE)
    assert (facts.open, facts.mended) == ((), 2)


def test_nobody_hears_of_who_left(store: Store, people: Company) -> None:
    lives_in(store, MARS, person_id=people.employee.id)
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.employee.id).left_on = MONDAY.date()

    check_places(acting(store, now=MONDAY))

    assert concern_list(acting(store, by=people.admin), Cause.UNKNOWN_PLACE).open == ()


def test_an_answer_is_owed_whoever_is_on_duty_and_wherever(store: Store, people: Company) -> None:
    lives_in(store, MARS, person_id=people.product_manager.id)

    with store.read() as unit:
        owed = answer_owed_by(
            unit,
            person_on_duty(unit, policy=POLICY, now=MONDAY),
            urgency=Urgency.TODAY,
            policy=POLICY,
            now=MONDAY,
        )

    assert owed > MONDAY
