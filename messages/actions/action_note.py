"""To whose it is: an action was written, dropped, or opened again."""

from bot.domain.actions.action import Listed
from messages.actions.action_lines import NAME_LIMIT, action_line
from messages.actions.actions_modal import ME, OPEN
from messages.catalog import Words
from messages.kit import Message, actions, button, message, section
from messages.reviews.score_lines import short


def moved_note(words: Words, listed: Listed) -> Message:
    """What happened, the action, and the way to all of them."""
    last = listed.last
    return message(
        words.plain("actions/action_note/headline", lately=last.event.value if last else ""),
        section(
            words.say(
                "actions/action_note/body",
                lately=last.event.value if last else "",
                by=short(last.by, NAME_LIMIT) if last else "",
                owner=short(listed.owner.name, NAME_LIMIT),
            )
        ),
        section(action_line(words, listed)),
        actions(button(words.label("Actions…"), OPEN, value=ME)),
    )
