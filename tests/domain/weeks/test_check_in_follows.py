"""What follows from each event of a check-in: which cards are brought up to date, before whom."""

import pytest

from bot.domain.weeks.check_in_follows import FOLLOWS, CheckInMoved
from bot.domain.weeks.check_in_way import Event, State
from tests.builders.check_ins import check_in
from tests.builders.people import CHEN, LIU

MOVED = CheckInMoved(check_in=check_in(State.ANSWERED, version=7), offer=4)
DIGEST = (LIU.id, f"digest:{LIU.id}:2027-01-04")
TO_CHEN = (CHEN.id, f"check-in-word:5:7:{CHEN.id}")
TO_LIU = (LIU.id, f"check-in-word:5:7:{LIU.id}")
OFFER = (CHEN.id, f"check-in-word:5:4:{CHEN.id}")

MOVES = (Event.ANSWER, Event.SKIP, Event.LAPSE, Event.HAND_OVER, Event.LEAVE, Event.RETURN)
STALE = {
    Event.OPEN: [],
    **{event: [DIGEST] for event in MOVES},
    Event.THANK: [DIGEST, TO_CHEN],
    Event.REPLY: [DIGEST, TO_CHEN],
    Event.OFFER_TALK: [DIGEST, OFFER, TO_CHEN],
    Event.ANSWER_BACK: [DIGEST, TO_LIU],
    Event.ACCEPT_TALK: [DIGEST, OFFER, TO_LIU],
    Event.DECLINE_TALK: [DIGEST, OFFER, TO_LIU],
}


@pytest.mark.parametrize("event", list(Event))
def test_the_cards_that_show_it_are_brought_up_to_date(event: Event) -> None:
    notices = FOLLOWS[event].notices(MOVED, because="now")

    assert [(each.to, each.card) for each in notices] == STALE[event]  # type: ignore[attr-defined]


def test_both_managers_see_a_hand_over_and_a_first_offer_takes_no_other_ones_place() -> None:
    handed = CheckInMoved(check_in=check_in(), former_manager_id=9)
    offered = CheckInMoved(check_in=check_in(State.ANSWERED, version=7))

    assert [each.to for each in FOLLOWS[Event.HAND_OVER].notices(handed, because="now")] == [9, LIU.id]  # type: ignore[attr-defined]
    assert [
        (each.to, each.card)  # type: ignore[attr-defined]
        for each in FOLLOWS[Event.OFFER_TALK].notices(offered, because="now")
    ] == [DIGEST, TO_CHEN]
