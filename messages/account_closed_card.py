"""To HR: somebody's Slack account was closed."""

from bot.domain.people import Person
from messages.catalog import Words
from messages.kit import Message, message, section


def account_closed_card(words: Words, person: Person) -> Message:
    """Who cannot be reached any more, and what to do in either case."""
    return message(
        words.label("A colleague's Slack account was closed"),
        section(words.say("account_closed", name=person.name, email=person.email)),
    )
