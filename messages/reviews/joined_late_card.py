"""To HR: somebody whose sheet was agreed on late is scored, and has little time left for it."""

from datetime import date, timedelta

from messages.catalog import Words
from messages.kit import Message, message, section
from messages.reviews.score_lines import cycle_title, short

TWO_WEEKS = timedelta(days=14)
"""Of more time, in the example that can be copied."""


def joined_late_card(words: Words, *, employee: str, name: str, closes: date) -> Message:
    """Until when they can score themselves, and how to give more time."""
    text = words.say(
        "reviews/joined_late_card/body",
        employee=short(employee),
        cycle=cycle_title(name),
        name=name,
        closes=closes,
        example=(max(closes, words.now.astimezone(words.zone).date()) + TWO_WEEKS).isoformat(),
        is_over=words.now.astimezone(words.zone).date() > closes,
    )
    return message(text, section(text))
