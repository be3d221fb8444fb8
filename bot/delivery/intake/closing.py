"""The question to a requester whether it is settled, asked once more."""

from bot.delivery.outgoing import Draws, Outgoing, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.intake.cards import my_request_card
from bot.domain.intake.closing import closes_on
from bot.services.intake.request_facts import request_facts
from messages.intake.closing_card import answered, closing_card


def draw_closing(at: Snapshot, key: CardKey) -> Outgoing | None:
    """Asked of what was done then, as long as they have not said so; after that only the answer shows."""
    request_id, done_at = key.numbers
    request = request_facts(at.unit, request_id)
    person = request.requester
    if not person.is_active:
        return None
    is_asked = request.stage.to_confirm and int(request.owed_since.timestamp()) == done_at
    words = at.words_for(person)
    last = closes_on(request.owed_since, requester=person, policy=at.policy)
    return Outgoing(
        message=closing_card(words, request, closes_on=last) if is_asked else answered(words, request),
        person=person,
        under=my_request_card(request_id),
        card=key,
        only_update=not is_asked,
    )


DRAWS: Draws = {Card.CLOSING: draw_closing}
