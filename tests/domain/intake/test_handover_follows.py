"""What follows from an event of a hand-over: both cards, and a word to the other of the two."""

import pytest

from bot.domain.intake.handover_follows import FOLLOWS, HandedOn
from bot.domain.intake.handover_way import OF_THE_DEVELOPER, TOLD_TO_THE_REQUESTER, Event
from bot.domain.notices import DEVELOPERS, CardStale
from tests.builders.people import CHEN, SUN
from tests.domain.intake.test_handover import HANDED, HE


@pytest.mark.parametrize("event", list(Event))
def test_both_cards_say_so_and_the_other_is_told(event: Event) -> None:
    by, other = (HE, SUN) if event in OF_THE_DEVELOPER else (SUN, HE)
    moved = HandedOn(handover=HANDED, owner_id=SUN.id, requester_id=CHEN.id, by_id=by.id)

    notices = list(FOLLOWS[event].notices(moved, because="1"))

    cards = [each for each in notices if isinstance(each, CardStale)]
    assert [each.card for each in cards] == ["handover:7", "request:214"]
    assert cards[0].lane == DEVELOPERS
    assert [each.reader for each in notices if not isinstance(each, CardStale)] == [
        other.id,
        *([CHEN.id] if event in TOLD_TO_THE_REQUESTER else []),
    ]
