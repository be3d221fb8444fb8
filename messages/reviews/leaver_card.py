"""To HR: somebody left, and their review waits still."""

from bot.domain.reviews.leavers import Leaver
from messages.catalog import Words
from messages.kit import Message, message, section
from messages.reviews.marks import Part, said
from messages.reviews.score_lines import cycle_title, short


def leaver_card(words: Words, facts: Leaver) -> Message:
    """How far it is, what happens if nothing is done, and how to end it."""
    status = said(
        words,
        facts.stage.mark,
        Part.STATUS,
        manager=short(facts.manager),
        since=facts.since,
        given_back=facts.given_back,
    )
    text = words.say(
        "reviews/leaver_card/body",
        name=short(facts.employee.name),
        email=facts.employee.email,
        cycle=cycle_title(facts.cycle_name),
        called=facts.cycle_name,
        left=facts.left_on,
        status=status,
    )
    return message(text, section(text))
