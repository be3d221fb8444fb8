"""What was handed over of a private request: before one developer alone."""

from bot.domain.intake.handover import HandoverFacts
from messages.catalog import Words
from messages.kit import Message, message, section


def no_longer_yours(words: Words, facts: HandoverFacts) -> Message:
    """In the place of the card, where it is somebody else's or nobody's by now."""
    said = words.say("intake/handover_private/emptied", request=facts.request.id, owner=facts.owner.name)
    return message(said, section(said))
