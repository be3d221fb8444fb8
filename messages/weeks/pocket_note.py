"""To whoever saved a message, beside it: where it is kept."""

from bot.domain.weeks.pocket import Case
from messages.catalog import Words
from messages.kit import Message, actions, button, message, section
from messages.weeks.keeping_modal import OPEN_POCKET, kept_text


def pocket_note(words: Words, case: Case) -> Message:
    """For their eyes alone; the notification says nothing of the case."""
    return message(
        words.label("Kept in your pocket."),
        section(kept_text(words, case)),
        actions(button(words.label("Open pocket"), OPEN_POCKET, value="pocket")),
    )
