"""Answers to `/intake`, for the eyes of whoever typed it."""

from bot.domain.people import Person, Role
from messages.catalog import Mrkdwn, Words


def help_answer(words: Words, person: Person) -> Mrkdwn:
    """What the command can do for this person."""
    return words.say("intake/desk_answers/help", is_desk=person.has(Role.PRODUCT_MANAGER))
