"""Somebody wrote under the card of a private request in the channel, where everybody reads it."""

from bot.domain.access import Deed, require
from bot.domain.cards import Card
from bot.domain.intake.notices import PrivateThreadUsed
from bot.services.acting import Acting


def warn_of_readers(acting: Acting, *, channel: str, thread_ts: str, ts: str, to_channel: bool) -> None:
    """Tell its writer, and only them: once for each request, and of each message also sent to the channel."""
    require(Deed.WRITE_TO_STEWARD, acting.by)
    with acting.store.read() as unit:
        key = unit.cards.at(channel, thread_ts)
        if key is None or key.card is not Card.REQUEST:
            return
        request = unit.requests.look(key.numbers[0])
    if not request.is_private:
        return
    used = PrivateThreadUsed(to=acting.person.id, request_id=request.id, ts=ts if to_channel else "")
    with acting.store.begin() as unit:
        unit.outbox.add(used, now=acting.now)
