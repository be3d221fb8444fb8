"""In the thread of the requester's card: an answer of theirs is still wanted."""

from datetime import date

from bot.domain.intake.facts import RequestFacts
from messages.catalog import Words
from messages.kit import Message, message, section


def reply_still_wanted(words: Words, request: RequestFacts, *, closes_on: date) -> Message:
    """Who waits, where to answer, and what happens without an answer."""
    facts = {"request": request.id, "owner": request.owner.name, "closes_on": closes_on}
    return message(
        words.say("intake/lapse_note/headline", **facts),
        section(words.say("intake/lapse_note/body", **facts)),
    )
