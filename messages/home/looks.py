"""Who looked at one's own file, in a line; the rest is a click away."""

from messages.catalog import Words
from messages.kit import Block, button, section
from messages.privacy.looks_modal import OPEN


def looks_title(words: Words, _total: int) -> str:
    return words.label("My file")


def looks_section(words: Words, total: int) -> list[Block]:
    return [
        section(
            words.say("home/looks", count=total),
            accessory=button(words.label("Who looked…"), OPEN, value="1"),
        )
    ]
