"""What the reader owes, by when: always first."""

from bot.domain.home import Look, MyOwed, Tab
from messages.catalog import Words
from messages.home.looking import look_button
from messages.kit import Block, section
from messages.obligations import owed_lines


def owed_title(words: Words, _facts: MyOwed) -> str:
    return words.label("Waiting for you")


def owed_section(words: Words, facts: MyOwed) -> list[Block]:
    """One line and one button each, soonest first; the rest a click away."""
    if not facts.owed:
        return [section(words.say("home/nothing_owed"))]
    lines = owed_lines(words, facts.owed, person=facts.person, worked=facts.worked)
    more = facts.span.total - facts.span.last
    if facts.is_open or not more:
        return lines
    show = look_button(words.label("Show all"), Look(tab=Tab.OWED))
    return [*lines, section(words.say("home/more_owed", count=more), accessory=show)]
