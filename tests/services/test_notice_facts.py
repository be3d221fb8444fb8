"""Whom and what a notice concerns, as people call it."""

import pytest

from bot.domain.account_closed import AccountClosed
from bot.domain.intake.notices import RequestCardChanged
from bot.domain.policy import Policy
from bot.domain.reviews.notices import SelfScoreHandedIn, TeamProgressChanged
from bot.domain.reviews.states import State
from bot.services.notice_facts import notice_facts
from storage.unit import Store
from tests.builders.world import Review, World


@pytest.fixture
def review(world: World) -> Review:
    return world.review_at(State.GOALS_AGREED)


def test_a_review_is_called_by_its_period_and_its_people(store: Store, review: Review) -> None:
    notice = SelfScoreHandedIn(to=review.manager.id, review_id=review.id, version="1")

    with store.read() as unit:
        facts = notice_facts(unit, notice, policy=Policy())

    assert (facts["who"], facts["about"]) == ("Liu Yang", "Chen Jie")
    assert facts["period"]


def test_an_overview_has_a_period_and_an_account_has_an_owner(
    world: World, store: Store, review: Review
) -> None:
    with store.read() as unit:
        team = notice_facts(
            unit,
            TeamProgressChanged(to=review.manager.id, cycle_id=review.cycle_id, version="1"),
            policy=Policy(),
        )
        closed = notice_facts(
            unit,
            AccountClosed(to=world.people.hr.id, person_id=review.employee.id, day="2026-11-23"),
            policy=Policy(),
        )

    assert (team["who"], bool(team["period"])) == ("Liu Yang", True)
    assert (closed["who"], closed["about"]) == ("Zhou Jing", "Chen Jie")


def test_a_request_is_called_by_its_number_and_channel(store: Store) -> None:
    with store.read() as unit:
        facts = notice_facts(unit, RequestCardChanged(request_id=214, version="1"), policy=Policy())

    assert (facts["number"], facts["channel"]) == (214, "website-requests")
