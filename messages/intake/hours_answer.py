"""What somebody reads who chose, or asked for, their own hours at the desk."""

from bot.domain.working_hours import WorkingHours
from messages.catalog import Mrkdwn, Words
from messages.intake.duty import hours_text


def hours_answer(words: Words, hours: WorkingHours, *, are_own: bool, has_changed: bool) -> Mrkdwn:
    """The hours that count now, and how to change them."""
    return words.say(
        "intake/hours_answer/body",
        hours=hours_text(hours),
        are_own=are_own,
        has_changed=has_changed,
    )
