"""Where the cards of website requests stand in Slack, and what stands under them."""

from collections.abc import Mapping

from bot.domain.intake.cards import files_card, wrote_card
from bot.domain.intake.follows import Pieces
from bot.domain.intake.way import REQUESTER_EVENTS, Event
from storage.unit import Store, Unit

_WRITTEN = REQUESTER_EVENTS - {Event.FILE}
"""What the requester said stands under the card; what they filed stands in it."""


def desk_cards(store: Store) -> Mapping[str, int]:
    """How many cards of open requests stand in each channel, by Slack's id."""
    with store.read() as unit:
        return unit.requests.open_cards()


def pieces_of(unit: Unit, request_id: int) -> Pieces:
    """Of which steps something was posted under the desk's card."""
    history = unit.requests.history(request_id)
    return Pieces(
        words=tuple(entry.number for entry in history if entry.event in _WRITTEN),
        files=tuple(sorted(unit.requests.files(request_id))),
    )


def lost_pieces(unit: Unit, request_id: int) -> int:
    """How many messages under the channel's card cannot be emptied: nobody remembers where they stand."""
    pieces = pieces_of(unit, request_id)
    keys = {str(wrote_card(request_id, number)) for number in pieces.words}
    keys |= {str(files_card(request_id, number)) for number in pieces.files}
    return len(keys - unit.cards.standing(keys))
