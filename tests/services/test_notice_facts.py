"""Whom and what a notice concerns, as people call it."""

import pytest

from bot.domain.account_closed import AccountClosed
from bot.domain.cards import Card, CardKey
from bot.domain.intake.cards import my_request_card, request_card
from bot.domain.notices import CardStale
from bot.domain.policy import Policy
from bot.domain.reviews.cards import approval_card, team_card
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import State
from bot.services.notice_facts import ABOUT, notice_facts
from storage.unit import Store
from tests.builders.intake import filed
from tests.builders.people import Company
from tests.builders.world import World


@pytest.fixture
def review(world: World) -> Review:
    return world.review_at(State.GOALS_AGREED)


def stale(card: CardKey, *, to: int | None) -> CardStale:
    return CardStale(to=to, card=str(card), because="1")


def test_a_review_is_called_by_its_period_and_its_people(
    store: Store, people: Company, review: Review
) -> None:
    manager = people.manager.id
    notice = stale(approval_card(review.id, manager), to=manager)

    with store.read() as unit:
        facts = notice_facts(unit, notice, policy=Policy())

    assert (facts["who"], facts["about"]) == ("Liu Yang", "Chen Jie")
    assert facts["period"]


def test_of_every_card_it_is_known_what_its_first_number_is_of() -> None:
    assert set(ABOUT) == set(Card)


def test_an_overview_has_a_period_and_an_account_has_an_owner(
    store: Store, people: Company, review: Review
) -> None:
    with store.read() as unit:
        team = notice_facts(
            unit,
            stale(team_card(review.cycle_id, people.manager.id), to=people.manager.id),
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
        facts = notice_facts(unit, stale(request_card(214), to=None), policy=Policy())

    assert (facts["number"], facts["channel"]) == (214, "website-requests")


def test_of_a_private_request_it_is_not_said_whose_it_is(store: Store, people: Company) -> None:
    number = filed(store, people.employee, is_private=True)

    with store.read() as unit:
        card = notice_facts(unit, stale(my_request_card(number), to=people.employee.id), policy=Policy())

    assert (card["kind"], card["who"], card["number"]) == ("private_request", "", number)
