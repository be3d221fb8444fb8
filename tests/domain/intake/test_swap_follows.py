"""What follows from an event of a swap: both cards, and a word to who did not do it."""

import pytest

from bot.domain.intake.swap_follows import FOLLOWS
from bot.domain.intake.swap_way import Event
from bot.domain.notices import CardStale
from tests.builders.people import SUN, WU
from tests.domain.intake.test_swap import SWAP


@pytest.mark.parametrize(
    ("event", "told"),
    [
        (Event.ASK, []),
        (Event.ACCEPT, [SUN.id]),
        (Event.DECLINE, [SUN.id]),
        (Event.WITHDRAW, [WU.id]),
        (Event.EXPIRE, [SUN.id]),
        (Event.VOID, [SUN.id, WU.id]),
    ],
)
def test_both_cards_say_so_and_the_other_is_told(event: Event, told: list[int]) -> None:
    notices = list(FOLLOWS[event].notices(SWAP, because="1"))

    cards = [each.card for each in notices if isinstance(each, CardStale)]
    assert cards == [f"duty-swap:7:{SUN.id}", f"duty-swap:7:{WU.id}"]
    assert [each.reader for each in notices if not isinstance(each, CardStale)] == told
