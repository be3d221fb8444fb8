"""What is said in the thread of a private request's card in the channel, which everybody there reads."""

from bot.domain.intake.facts import RequestFacts
from bot.domain.people import Person
from messages.catalog import Words
from messages.kit import Message, message, section


def now_hidden(words: Words, request: RequestFacts, *, lost: int) -> Message:
    """What was taken away and what was not. `lost`: so many of Steward's own messages stay."""
    said = words.say("intake/private_thread/hidden", request=request.id, lost=lost)
    return message(said, section(said))


def thread_is_read(words: Words, request: RequestFacts, *, reader: Person) -> Message:
    """To whoever wrote there: who reads it, and where to write instead."""
    said = words.say(
        "intake/private_thread/used",
        request=request.id,
        owner=request.owner.name,
        is_owner=reader.id == request.owner.id,
    )
    return message(said, section(said))


def channel_reads_it(words: Words, request: RequestFacts, *, channel: str) -> Message:
    """To whoever also sent it to the channel."""
    said = words.say("intake/private_thread/broadcast", request=request.id, channel=channel)
    return message(said, section(said))
