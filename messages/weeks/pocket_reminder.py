"""In the weekly reminder: that somebody keeps nothing yet, and how to keep something."""

from bot.domain.weeks.pocket_reminder import EmptyPocket
from messages.catalog import Words
from messages.kit import Block, overflow, section
from messages.reviews.score_lines import cycle_title

POCKET_MENU = "weeks.pocket.reminder"
OPEN, SILENCE = "open", "silence"


def empty_pocket_line(words: Words, empty: EmptyPocket | None) -> list[Block]:
    """One line, with what can be done about it under ⋯."""
    if empty is None:
        return []
    choices = [
        (OPEN, words.label("Open pocket…")),
        (SILENCE, words.label("Do not remind me of this")),
    ]
    said = words.say("weeks/pocket_reminder/empty", period=cycle_title(empty.period))
    return [section(said, accessory=overflow(POCKET_MENU, choices), block_id="pocket")]
