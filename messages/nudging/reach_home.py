"""On HR's Home: how far asking reaches in the newest period, behind a button."""

from bot.domain.nudging.reach import ReachOnHome
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, button, section
from messages.nudging.reach_modal import OPEN
from messages.reviews.score_lines import cycle_title


def reach_title(words: Words, shown: ReachOnHome) -> str:
    return words.label("Reach, %(cycle)s", cycle=cycle_title(shown.period))


def reach_glance(words: Words, shown: ReachOnHome) -> Mrkdwn:
    """What there is to be seen."""
    said = words.say("nudging/reach_home/about")
    return words.say("home/line", title=reach_title(words, shown), said=said)


def reach_section(words: Words, shown: ReachOnHome) -> list[Block]:
    """The same, with the button that counts it."""
    by_department = button(words.label("By department…"), OPEN, value=shown.period)
    return [section(words.say("nudging/reach_home/about"), accessory=by_department)]
