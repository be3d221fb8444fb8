"""To HR: somebody's Slack account was closed, and later that it is open again."""

from datetime import datetime

from bot.domain.people import Person
from messages.catalog import Words
from messages.kit import Message, message, section


def account_closed_card(words: Words, person: Person, *, opened_at: datetime | None = None) -> Message:
    """Who cannot be reached any more, and what to do in either case; or since when they can be again."""
    if opened_at is not None:
        said = words.say("account_closed", name=person.name, email=person.email, opened_at=opened_at)
        return message(words.label("A colleague's Slack account is open again"), section(said))
    return message(
        words.label("A colleague's Slack account was closed"),
        section(words.say("account_closed", name=person.name, email=person.email, opened_at=None)),
    )
