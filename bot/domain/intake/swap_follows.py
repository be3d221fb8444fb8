"""What follows from an event of a swap of weeks."""

from collections.abc import Iterator, Mapping

from bot.domain.follows import Follows, Where
from bot.domain.intake.cards import swap_card
from bot.domain.intake.notices import SwapSettled
from bot.domain.intake.swap import Swap
from bot.domain.intake.swap_way import Event
from bot.domain.notices import Notice


def both(swap: Swap) -> Iterator[Where]:
    """The cards of the one who asks and the one who is asked."""
    for person in (swap.asker_id, swap.other_id):
        yield person, swap_card(swap.id, person)


def to_asker(swap: Swap) -> Iterator[Notice]:
    yield SwapSettled(to=swap.asker_id, swap_id=swap.id)


def to_other(swap: Swap) -> Iterator[Notice]:
    yield SwapSettled(to=swap.other_id, swap_id=swap.id)


FOLLOWS: Mapping[Event, Follows[Swap]] = {
    Event.ASK: Follows(stale=(both,)),
    Event.ACCEPT: Follows(stale=(both,), news=(to_asker,)),
    Event.DECLINE: Follows(stale=(both,), news=(to_asker,)),
    Event.WITHDRAW: Follows(stale=(both,), news=(to_other,)),
    Event.EXPIRE: Follows(stale=(both,), news=(to_asker,)),
    Event.VOID: Follows(stale=(both,), news=(to_asker, to_other)),
}
