"""Whether a developer may be mentioned, by whom, and what they are told of it; the choices."""

from bot.domain.home import PingsChoice
from bot.domain.intake.focus import TOMORROW, TWO_HOURS
from messages.catalog import Words
from messages.kit import Block, actions, button, context, section

CHOOSE_PINGS = "home.choose_pings"
OPEN, SHIELDED = "open", "shielded"
FOCUS = "home.focus"
FOCUS_OFF = "home.focus_off"
"""The values of FOCUS buttons are what one would write behind `/intake focus`."""
ALLOW = "home.allow_list"
COUNT = "home.count_pings"
WANTED, UNWANTED = "on", "off"
"""What a button's value asks for."""
NAMED = 10


def pings_title(words: Words, choice: PingsChoice) -> str:
    return words.label("Being mentioned") if choice.is_developer else words.label("Developers in peace")


def pings_section(words: Words, choice: PingsChoice) -> list[Block]:
    if not choice.is_developer:
        return [_counted(words, choice)]
    return [
        _who_is_pointed_away(words, choice),
        *_focus(words, choice),
        _allowed(words, choice),
        _counted(words, choice),
        context(words.say("home/pings_direct")),
    ]


def _who_is_pointed_away(words: Words, choice: PingsChoice) -> Block:
    label = words.label("Point them to the desk") if choice.is_open else words.label("Let them mention me")
    other = button(label, CHOOSE_PINGS, value=SHIELDED if choice.is_open else OPEN)
    return section(words.say("home/pings", is_open=choice.is_open), accessory=other)


def _focus(words: Words, choice: PingsChoice) -> list[Block]:
    said = words.say("home/pings_focus", until=choice.focus_until)
    if choice.focus_until:
        return [section(said, accessory=button(words.label("End my focus"), FOCUS_OFF, value="-"))]
    return [
        section(said),
        actions(
            button(words.label("Focus for 2 hours"), f"{FOCUS}.hours", value=TWO_HOURS),
            button(words.label("Focus until tomorrow"), f"{FOCUS}.tomorrow", value=TOMORROW),
        ),
    ]


def _allowed(words: Words, choice: PingsChoice) -> Block:
    names = list(choice.allowed[:NAMED])
    said = words.say("home/pings_allowed", names=names, more=len(choice.allowed) - len(names))
    return section(said, accessory=button(words.label("Change who…"), ALLOW, value="-"))


def _counted(words: Words, choice: PingsChoice) -> Block:
    label = words.label("Stop counting for me") if choice.counted else words.label("Tell me once a week")
    said = words.say("home/pings_counted", counted=choice.counted, is_developer=choice.is_developer)
    return section(said, accessory=button(label, COUNT, value=UNWANTED if choice.counted else WANTED))
