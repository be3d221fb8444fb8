"""Under the requester's card: a reply of theirs of which nothing can be read was not passed on."""

from bot.domain.intake.facts import RequestFacts
from messages.catalog import Words
from messages.kit import Message, message, section


def unreadable_reply(words: Words, request: RequestFacts) -> Message:
    """What happened, and what to do now."""
    text = words.say("intake/unreadable_reply/body", owner=request.owner.name)
    return message(text, section(text))
