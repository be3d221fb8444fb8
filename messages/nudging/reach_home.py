"""On HR's Home: how far asking reaches in the newest period, with the departments behind a button."""

from bot.domain.nudging.reach import ReachAtAGlance
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, button, section
from messages.nudging.reach_modal import OPEN, reach_line
from messages.reviews.score_lines import cycle_title


def reach_title(words: Words, glance: ReachAtAGlance) -> str:
    return words.label("%(cycle)s: reach", cycle=cycle_title(glance.period))


def reach_glance(words: Words, glance: ReachAtAGlance) -> Mrkdwn:
    """The company in one line."""
    whole = glance.whole
    said = reach_line(words, whole, is_whole=True) if whole else words.say("nudging/reach_home/many")
    return words.say("home/line", title=reach_title(words, glance), said=said)


def reach_section(words: Words, glance: ReachAtAGlance) -> list[Block]:
    """The company in one line; where that is too much to count for each look, only the button."""
    by_department = button(words.label("By department…"), OPEN, value=glance.period)
    if glance.whole is None:
        return [section(words.say("nudging/reach_home/many"), accessory=by_department)]
    return [section(reach_line(words, glance.whole, is_whole=True), accessory=by_department)]
