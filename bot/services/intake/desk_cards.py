"""Where the cards of website requests stand in Slack, and what stands under them."""

from collections.abc import Mapping

from bot.domain.access import Deed, require
from bot.domain.cards import Card
from bot.domain.follows import stale
from bot.domain.intake.cards import files_card, follower_wrote_card, wrote_card
from bot.domain.intake.follows import Pieces
from bot.domain.intake.way import WRITTEN, Event
from bot.services.acting import Acting
from storage.unit import Store, Unit


def desk_cards(store: Store) -> Mapping[str, int]:
    """How many cards of open requests stand in each channel, by Slack's id."""
    with store.read() as unit:
        return unit.requests.open_cards()


def post_anew(acting: Acting, *, channel: str, ts: str) -> bool:
    """Somebody deleted a message of Steward: the card of a request that is open is posted again.

    False where it was none. What is written in its old thread is still heard.
    """
    require(Deed.CHANGE_MESSAGE, acting.by)
    with acting.store.begin() as unit:
        key = unit.cards.at(channel, ts)
        if key is None or key.card not in (Card.REQUEST, Card.MY_REQUEST, Card.PRIVATE_REQUEST):
            return False
        request = unit.requests.look(key.numbers[0])
        spot = unit.cards.get(key)
        if request.stage.closed or spot is None or (spot.channel, spot.ts) != (channel, ts):
            return False
        unit.cards.forget_shown(key)
        to = {Card.MY_REQUEST: request.requester_id, Card.PRIVATE_REQUEST: request.owner_id}.get(key.card)
        unit.outbox.add(*stale([(to, key)], because=f"deleted-{ts}"), now=acting.now)
        return True


def pieces_of(unit: Unit, request_id: int) -> Pieces:
    """Of what something was posted besides the cards themselves."""
    history = unit.requests.history(request_id)
    links = unit.links.around(request_id)
    return Pieces(
        words=tuple(entry.number for entry in history if entry.event in WRITTEN),
        files=tuple(sorted(unit.requests.files(request_id))),
        joins=tuple(entry.number for entry in history if entry.event is Event.JOIN),
        followers=unit.similar.written_under(request_id),
        calls=unit.pages.made(request_id),
        beside=tuple(each.other_id if each.request_id == request_id else each.request_id for each in links),
    )


def lost_pieces(unit: Unit, request_id: int) -> int:
    """How many messages under the channel's card cannot be emptied: nobody remembers where they stand."""
    pieces = pieces_of(unit, request_id)
    keys = {str(wrote_card(request_id, number)) for number in pieces.words}
    keys |= {str(files_card(request_id, number)) for number in pieces.files}
    keys |= {str(wrote_card(request_id, number)) for number in pieces.joins}
    keys |= {str(follower_wrote_card(request_id, choice)) for choice in pieces.followers}
    return len(keys - unit.cards.standing(keys))
