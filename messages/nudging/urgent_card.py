"""What is said apart, at once, of a request that cannot wait."""

from bot.domain.nudging.nudges import UrgentFacts
from messages.catalog import Words
from messages.kit import Message, context, message, section
from messages.obligations import owed_lines


def urgent_card(words: Words, facts: UrgentFacts) -> Message:
    """One line and one button; and that it is no usual reminder."""
    headline = words.say("nudging/urgent_card/headline", number=facts.number, is_done=facts.owed is None)
    if facts.owed is None:
        return message(headline, section(headline))
    return message(
        headline,
        section(headline),
        *owed_lines(words, [facts.owed], person=facts.person),
        context(words.say("nudging/urgent_card/apart")),
    )
