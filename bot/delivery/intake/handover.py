"""A brief that was handed over: its card in the developers' channel, and a word to the other of the two."""

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.intake.notices import HandoverStepTaken
from bot.services.intake.brief import brief_facts
from bot.services.intake.handover import handover_facts
from messages.intake import handover_card as words_of_it
from messages.intake.brief_labels import in_language


def draw_handover(at: Snapshot, key: CardKey) -> Outgoing | None:
    """In the language in which briefs are written, whatever the channel's."""
    facts = handover_facts(at.unit, key.numbers[0])
    read = brief_facts(at.unit, facts.request.id)
    if read is None or facts.request.is_private:
        return None
    words = in_language(at.words_for_channel(), read.brief.locale)
    return Outgoing(
        message=words_of_it.handover_card(words, facts, read),
        channel=at.policy.channels.developers,
        card=key,
    )


def on_step(at: Snapshot, notice: HandoverStepTaken) -> Outgoing | None:
    person = at.person(notice.to)
    if not person.is_active:
        return None
    facts = handover_facts(at.unit, notice.handover_id)
    return Outgoing(
        message=words_of_it.handover_note(at.words_for(person), facts, notice.number), person=person
    )


DRAWS: Draws = {Card.HANDOVER: draw_handover}
ROUTES: Routes = {HandoverStepTaken: on_step}
