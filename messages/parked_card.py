"""To an admin: a message that could not be delivered."""

from messages.catalog import Words
from messages.kit import Message, message, section


def parked_card(words: Words, *, number: int, lane: str, kind: str, reason: str) -> Message:
    """What was not delivered, why, and what to do. It names no content: the admin may not see it."""
    body = words.say("parked", number=number, lane=lane, kind=kind, reason=reason)
    return message(words.label("A message could not be delivered"), section(body))
