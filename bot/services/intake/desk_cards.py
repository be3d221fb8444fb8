"""Where the cards of website requests stand in Slack."""

from collections.abc import Mapping

from bot.domain.access import Deed, require
from bot.domain.cards import Card
from bot.domain.follows import stale
from bot.services.acting import Acting
from storage.unit import Store


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
        if key is None or key.card not in (Card.REQUEST, Card.MY_REQUEST):
            return False
        request = unit.requests.look(key.numbers[0])
        spot = unit.cards.get(key)
        if request.stage.closed or spot is None or (spot.channel, spot.ts) != (channel, ts):
            return False
        unit.cards.forget_shown(key)
        to = request.requester_id if key.card is Card.MY_REQUEST else None
        unit.outbox.add(*stale([(to, key)], because=f"deleted-{ts}"), now=acting.now)
        return True
