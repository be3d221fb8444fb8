"""The question to the requester whether what was handed over is what they meant."""

from bot.delivery.outgoing import Draws, Outgoing, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.intake.cards import my_request_card
from bot.services.intake.brief import brief_facts
from bot.services.intake.handover import handover_facts
from messages.intake.brief_check_card import brief_check_card


def draw_brief_check(at: Snapshot, key: CardKey) -> Outgoing | None:
    """Asked while it is with a developer; once that is over only an answer still shows."""
    facts = handover_facts(at.unit, key.numbers[0])
    read, person = brief_facts(at.unit, facts.request.id), facts.request.requester
    if read is None or not person.is_active:
        return None
    return Outgoing(
        message=brief_check_card(at.words_for(person), facts, read),
        person=person,
        under=my_request_card(facts.request.id),
        card=key,
        only_update=not facts.handover.is_open,
    )


DRAWS: Draws = {Card.BRIEF_CHECK: draw_brief_check}
