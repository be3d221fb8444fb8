"""What follows from an event of a request for input."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.follows import Follows, Where
from bot.domain.notices import Notice
from bot.domain.reviews.cards import input_card
from bot.domain.reviews.input import InputRequest
from bot.domain.reviews.input_way import Event
from bot.domain.reviews.notices import InputEnded


@dataclass(frozen=True, kw_only=True)
class InputMoved:
    """A request that moved on. `givers`: everybody who was asked; `tell`: who hears of its end."""

    request: InputRequest
    givers: tuple[int, ...]
    tell: tuple[int, ...] = ()


def cards(moved: InputMoved) -> Iterator[Where]:
    """The card of everybody who was asked."""
    for person in moved.givers:
        yield person, input_card(moved.request.id, person)


def ended(moved: InputMoved) -> Iterator[Notice]:
    for person in moved.tell:
        yield InputEnded(to=person, input_id=moved.request.id)


FOLLOWS: Mapping[Event, Follows[InputMoved]] = {
    Event.ASK: Follows(stale=(cards,)),
    Event.ASK_MORE: Follows(stale=(cards,)),
    Event.END: Follows(stale=(cards,), news=(ended,)),
    Event.END_UNREAD: Follows(stale=(cards,), news=(ended,)),
    Event.WITHDRAW: Follows(stale=(cards,)),
}
