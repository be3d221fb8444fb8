"""What was handed in is read again, and what the employee's card shows of it."""

from datetime import timedelta

import pytest

from bot.errors import Refusal
from bot.services.reviews.self_score import submit_self_score
from bot.services.reviews.sent_self_score import my_review_facts, sent_self_score
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.people import Company
from tests.builders.self_score import MONDAY, fill, open_quarter, review_of
from tests.builders.world import World

LATER = MONDAY + timedelta(hours=4)


@pytest.fixture
def people(world: World) -> Company:
    open_quarter(world.store, by=world.people.hr)
    return world.people


@pytest.fixture
def review_id(store: Store, people: Company) -> int:
    return review_of(store, people.employee)


def test_what_was_sent_can_be_read_again_and_not_before(
    store: Store, people: Company, review_id: int
) -> None:
    with pytest.raises(Refusal, match=r"self_score\.not_sent_yet"):
        sent_self_score(acting(store, by=people.employee), review_id=review_id)
    form = fill(store, review_id, by=people.employee)
    assert form.saved_at is not None
    first = submit_self_score(
        acting(store, by=people.employee, now=LATER), review_id=review_id, read_at=form.saved_at.isoformat()
    )

    again = sent_self_score(acting(store, by=people.employee), review_id=review_id)

    assert again == first


def test_the_card_knows_where_the_form_was_left(store: Store, people: Company, review_id: int) -> None:
    fill(store, review_id, by=people.employee)

    with store.read() as unit:
        card = my_review_facts(unit, review_id, now=LATER)

    assert (card.step, card.last_step, card.saved_at, card.minutes) == (3, 3, MONDAY, 8)
    assert card.second_look is not None
    assert card.second_look.name == "Zhao Min"
