"""What the reader owes, by when: always first."""

from bot.domain.home import MyOwed
from messages.catalog import Words
from messages.kit import Block, context, section
from messages.obligations import owed_lines

OWED_SHOWN = 20


def owed_title(words: Words, _facts: MyOwed) -> str:
    return words.label("Waiting for you")


def owed_section(words: Words, facts: MyOwed) -> list[Block]:
    """One line and one button each, soonest first."""
    if not facts.owed:
        return [section(words.say("home/nothing_owed"))]
    more = len(facts.owed) - OWED_SHOWN
    return [
        *owed_lines(words, facts.owed[:OWED_SHOWN], person=facts.person),
        *([context(words.say("home/more_owed", count=more))] if more > 0 else []),
    ]
