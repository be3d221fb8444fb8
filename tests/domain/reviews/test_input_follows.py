"""What follows from an event of a request for input."""

from bot.domain.reviews.input_follows import FOLLOWS, InputMoved
from bot.domain.reviews.input_way import Event
from tests.domain.reviews.test_input import REQUEST


def test_whoever_was_asked_has_their_card_drawn_and_its_readers_hear_of_the_end_alone() -> None:
    moved = InputMoved(request=REQUEST, givers=(4, 5), tell=(8,))
    for event in Event:
        notices = list(FOLLOWS[event].notices(moved, because="1.2"))
        assert [each.to for each in notices if each.kind == "CardStale"] == [4, 5], event
        told = [(each.kind, each.to) for each in notices if each.kind != "CardStale"]
        is_end = event in (Event.END, Event.END_UNREAD)
        assert told == ([("InputEnded", 8)] if is_end else []), event
