"""Whether the reader is away, and until when."""

from bot.domain.absences import Standing
from messages.catalog import Words
from messages.kit import Block
from messages.people.away_card import away_lines


def away_title(words: Words, _standing: Standing) -> str:
    return words.label("Away")


def away_section(words: Words, standing: Standing) -> list[Block]:
    """What is now with the button that ends it, then what is coming, each with its own."""
    return away_lines(words, standing)
