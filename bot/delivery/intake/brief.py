"""A brief in the thread of the desk's card."""

from bot.delivery.outgoing import Draws, Outgoing, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.intake.cards import request_card
from bot.services.intake.brief import brief_facts
from messages.intake.brief_card import brief_card
from messages.intake.brief_labels import in_language
from messages.intake.private_card import emptied


def draw_brief(at: Snapshot, key: CardKey) -> Outgoing | None:
    """In the language in which it was written, whatever the channel's. Nothing before there is one."""
    read = brief_facts(at.unit, key.numbers[0])
    if read is None:
        return None
    if read.request.is_private:  # it is read with *Read the brief…*, by those who may
        message = emptied(
            at.words_for_channel(), read.request, in_channel=True, channel=at.policy.channels.intake
        )
        return Outgoing(message=message, channel=at.policy.channels.intake, card=key, only_update=True)
    words = in_language(at.words_for_channel(), read.brief.locale)
    return Outgoing(
        message=brief_card(words, read),
        channel=at.policy.channels.intake,
        under=request_card(read.request.id),
        card=key,
    )


DRAWS: Draws = {Card.BRIEF: draw_brief}
