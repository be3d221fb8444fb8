"""Whether a developer may be mentioned, and the choice."""

from bot.domain.home import PingsChoice
from messages.catalog import Words
from messages.kit import Block, button, section

CHOOSE_PINGS = "home.choose_pings"
OPEN, SHIELDED = "open", "shielded"
"""What the button's value asks for."""


def pings_title(words: Words, _choice: PingsChoice) -> str:
    return words.label("Being mentioned")


def pings_section(words: Words, choice: PingsChoice) -> list[Block]:
    label = words.label("Point them to the desk") if choice.is_open else words.label("Let them mention me")
    other = button(label, CHOOSE_PINGS, value=SHIELDED if choice.is_open else OPEN)
    return [section(words.say("home/pings", is_open=choice.is_open), accessory=other)]
