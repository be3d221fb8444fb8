"""Answers to `/intake`, for the eyes of whoever typed it."""

from bot.domain.people import Person, Role
from messages.catalog import Mrkdwn, Words


def help_answer(words: Words, person: Person, *, reads_report: bool) -> Mrkdwn:
    """What the command can do for this person. `reads_report`: whether the desk's figures are theirs."""
    roles = {
        "is_desk": person.has(Role.PRODUCT_MANAGER),
        "is_developer": person.has(Role.DEVELOPER),
        "reads_report": reads_report,
    }
    return words.say("intake/desk_answers/help", **roles)
