"""What follows from an event of a hand-over: the cards, and a word to whom it concerns."""

import pytest

from bot.domain.intake.handover_follows import FOLLOWS, HandedOn
from bot.domain.intake.handover_way import OF_THE_DEVELOPER, Event
from bot.domain.notices import DEVELOPERS, CardStale
from tests.builders.people import CHEN, SUN
from tests.domain.intake.test_handover import HANDED, HE

TOLD_TO_THE_REQUESTER = {Event.SEND, Event.START, Event.WAIT, Event.READY}
"""Of what is settled they hear by their request."""
BY_THE_REQUESTER = {Event.MEANT: [], Event.NOT_MEANT: [SUN.id, HE.id]}


def follows(event: Event, by_id: int) -> tuple[list[CardStale], list[int | None]]:
    moved = HandedOn(
        handover=HANDED, owner_id=SUN.id, requester_id=CHEN.id, by_id=by_id, was_with_id=HANDED.assignee_id
    )
    notices = list(FOLLOWS[event].notices(moved, because="1"))
    cards = [each for each in notices if isinstance(each, CardStale)]
    return cards, [each.reader for each in notices if not isinstance(each, CardStale)]


@pytest.mark.parametrize("event", sorted(set(Event) - set(BY_THE_REQUESTER)))
def test_both_cards_say_so_and_the_other_is_told(event: Event) -> None:
    by, other = (HE, SUN) if event in OF_THE_DEVELOPER else (SUN, HE)

    cards, told = follows(event, by.id)

    assert [each.card for each in cards][:2] == ["handover:7", "request:214"]
    assert cards[0].lane == DEVELOPERS
    assert told == [other.id, *([CHEN.id] if event in TOLD_TO_THE_REQUESTER else [])]


@pytest.mark.parametrize("event", sorted(BY_THE_REQUESTER))
def test_what_the_requester_says_stands_on_the_cards_and_a_no_is_told(event: Event) -> None:
    cards, told = follows(event, CHEN.id)

    assert [each.card for each in cards] == ["handover:7", "request:214", "brief-check:7"]
    assert told == BY_THE_REQUESTER[event]
