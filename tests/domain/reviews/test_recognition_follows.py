"""What follows from an event of a recognition: each wording's card, and what the manager hears."""

import pytest

from bot.domain.notices import RECOGNITIONS, CardStale
from bot.domain.reviews.recognition_follows import FOLLOWS
from bot.domain.reviews.recognition_way import Event
from tests.domain.reviews.test_recognition import ASKED

CARDS = ["recognition:5:1", "recognition:5:2"]


@pytest.mark.parametrize(
    ("event", "cards", "told"),
    [
        (Event.ASK, CARDS, []),
        (Event.REWORD, CARDS, []),
        (Event.AGREE, CARDS, [ASKED.by_id]),
        (Event.DECLINE, CARDS, [ASKED.by_id]),
        (Event.TAKE_DOWN, ["recognition-post:5", *CARDS], [ASKED.by_id]),
    ],
)
def test_every_wordings_card_says_so(event: Event, cards: list[str], told: list[int]) -> None:
    notices = list(FOLLOWS[event].notices(ASKED, because="1"))

    drawn = [each for each in notices if isinstance(each, CardStale)]
    assert [each.card for each in drawn] == cards
    assert {each.lane for each in drawn if each.card.startswith("recognition-post")} <= {RECOGNITIONS}
    assert [each.reader for each in notices if not isinstance(each, CardStale)] == told
