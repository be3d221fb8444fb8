"""Of which notices it is known that they are about a review, and which."""

import pytest

from bot.delivery.ahead import read_ahead, review_of
from bot.domain.cards import Card, CardKey
from bot.domain.notices import CardStale, Notice
from bot.domain.reviews.cards import approval_card, my_review_card, team_card
from bot.domain.reviews.notices import ReviewOpened
from storage.unit import Store
from tests.bench.opening import counted


def stale(card: str) -> CardStale:
    return CardStale(to=1, card=card, because="it moved")


@pytest.mark.parametrize(
    ("notice", "review_id"),
    [
        (ReviewOpened(to=1, review_id=7), 7),
        (stale(str(my_review_card(7))), 7),
        (stale(str(approval_card(7, 3))), 7),
        (stale(str(team_card(7, 3))), None),
        (stale(str(CardKey.of(Card.REQUEST, 7))), None),
        (stale("of-another-version:7"), None),
    ],
)
def test_the_review_of_a_notice(notice: Notice, review_id: int | None) -> None:
    assert review_of(notice) == review_id


def test_for_a_single_review_nothing_is_read_ahead(store: Store) -> None:
    notices = [ReviewOpened(to=1, review_id=7), stale(str(my_review_card(7)))]
    with store.read_many() as unit, counted(store.engine) as statements:
        read_ahead(unit, notices)

    assert statements == []
