"""Why somebody cannot be a mentor now, if they want to say."""

from typing import Any

from bot.domain.actions.action import Listed
from bot.domain.actions.action_form import LINE_LIMIT
from messages.actions.action_lines import NAME_LIMIT
from messages.catalog import Words
from messages.kit import field_input, modal, section, text_input
from messages.reviews.score_lines import short

DECLINE_FORM = "actions.mentors.decline_form"
WHY = "why"


def decline_modal(words: Words, listed: Listed) -> dict[str, Any]:
    """A line, or none."""
    return modal(
        title=words.label("I can't now"),
        blocks=[
            section(words.say("actions/mentor_modal/decline", name=short(listed.person.name, NAME_LIMIT))),
            field_input(
                words.label("Why, if you want to say"),
                text_input(WHY, limit=LINE_LIMIT),
                block_id=WHY,
                optional=True,
            ),
        ],
        callback_id=DECLINE_FORM,
        close=words.label("Cancel"),
        submit=words.label("Say no for now"),
        private_metadata=str(listed.action.id),
    )
