"""Whom and what a notice concerns, as people call it."""

import pytest

from bot.domain.account_closed import AccountClosed
from bot.domain.intake.notices import RequestCardChanged
from bot.domain.policy import Policy
from bot.domain.reviews.notices import SelfScoreHandedIn, TeamProgressChanged
from bot.services.notice_facts import notice_facts
from storage.unit import Store
from tests.builders.approval import Opened, opened
from tests.builders.people import Company, company


@pytest.fixture
def people(store: Store) -> Company:
    return company(store)


@pytest.fixture
def review(store: Store, people: Company) -> Opened:
    return opened(store, people.employee, people.manager)


def test_a_review_is_called_by_its_period_and_its_people(
    store: Store, people: Company, review: Opened
) -> None:
    notice = SelfScoreHandedIn(to=people.manager.id, review_id=review.review_id, version="1")

    with store.read() as unit:
        facts = notice_facts(unit, notice, policy=Policy())

    assert (facts["who"], facts["about"]) == ("Liu Yang", "Chen Jie")
    assert facts["period"]


def test_an_overview_has_a_period_and_an_account_has_an_owner(
    store: Store, people: Company, review: Opened
) -> None:
    with store.read() as unit:
        team = notice_facts(
            unit,
            TeamProgressChanged(to=people.manager.id, cycle_id=review.cycle_id, version="1"),
            policy=Policy(),
        )
        closed = notice_facts(
            unit,
            AccountClosed(to=people.hr.id, person_id=people.employee.id, day="2026-11-23"),
            policy=Policy(),
        )

    assert (team["who"], bool(team["period"])) == ("Liu Yang", True)
    assert (closed["who"], closed["about"]) == ("Zhou Jing", "Chen Jie")


def test_a_request_is_called_by_its_number_and_channel(store: Store) -> None:
    with store.read() as unit:
        facts = notice_facts(unit, RequestCardChanged(request_id=214, version="1"), policy=Policy())

    assert (facts["number"], facts["channel"]) == (214, "website-requests")
