"""What is open still when the goals of the next period are agreed on: a line, and the way to all of it."""

from collections.abc import Sequence

from bot.domain.actions.action import Listed
from messages.actions.action_lines import short_line
from messages.actions.actions_modal import ME, OPEN
from messages.catalog import Words
from messages.kit import Block, button, section

SHOWN = 3


def still_open(words: Words, listed: Sequence[Listed]) -> Block | None:
    """Nothing where nothing is open."""
    if not listed:
        return None
    said = words.say(
        "actions/actions_goals/still_open",
        lines=[short_line(words, each) for each in listed[:SHOWN]],
        more=max(0, len(listed) - SHOWN),
    )
    return section(said, accessory=button(words.label("Actions…"), OPEN, value=ME))
