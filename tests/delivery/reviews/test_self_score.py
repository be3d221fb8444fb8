"""When the quarter's card is posted, and to whom it is not."""

from datetime import date

import pytest

from bot.delivery.outgoing import Outgoing, Snapshot
from bot.delivery.reviews.self_score import draw_my_review, on_opened
from bot.domain.reviews.cards import my_review_card
from bot.domain.reviews.notices import ReviewOpened
from bot.services.reviews.self_score import submit_self_score
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.people import Company
from tests.builders.self_score import MONDAY, POLICY, fill, open_quarter, review_of
from tests.builders.world import World


@pytest.fixture
def people(world: World) -> Company:
    open_quarter(world.store, by=world.people.hr)
    return world.people


def opened(store: Store, people: Company) -> Outgoing | None:
    notice = ReviewOpened(to=people.employee.id, review_id=review_of(store, people.employee))
    with store.read() as unit:
        return on_opened(Snapshot(unit=unit, policy=POLICY, now=MONDAY), notice)


def changed(store: Store, people: Company) -> Outgoing | None:
    key = my_review_card(review_of(store, people.employee))
    with store.read() as unit:
        return draw_my_review(Snapshot(unit=unit, policy=POLICY, now=MONDAY), key)


def test_the_card_goes_to_the_employee_under_one_key(store: Store, people: Company) -> None:
    card = opened(store, people)

    assert card is not None
    assert card.person == people.employee
    assert str(card.card) == f"my-review:{review_of(store, people.employee)}"
    assert not card.only_update


def test_a_saved_step_does_not_post_the_card_before_its_hour(store: Store, people: Company) -> None:
    fill(store, review_of(store, people.employee), by=people.employee)

    card = changed(store, people)

    assert card is not None
    assert card.only_update


def test_after_handing_in_the_card_is_there_for_the_replies_under_it(store: Store, people: Company) -> None:
    form = fill(store, review_of(store, people.employee), by=people.employee)
    assert form.saved_at is not None
    submit_self_score(
        acting(store, by=people.employee, now=MONDAY),
        review_id=form.review_id,
        read_at=form.saved_at.isoformat(),
    )

    card = changed(store, people)

    assert card is not None
    assert not card.only_update


def test_whoever_left_is_told_nothing(store: Store, people: Company) -> None:
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.employee.id).left_on = date(2026, 11, 23)

    assert opened(store, people) is None
    assert changed(store, people) is None
