"""Why somebody does not take up a training that is offered."""

import json
from typing import Any

from bot.domain.actions.action import Listed
from bot.domain.actions.action_form import LINE_LIMIT
from bot.domain.actions.trainings import WHY
from messages.actions.action_lines import short_line
from messages.catalog import Words
from messages.kit import context, field_input, modal, section, text_input

DECLINE_FORM = "actions.trainings.decline_form"


def decline_training_modal(
    words: Words, listed: Listed, *, about: int, only_growth: bool = False
) -> dict[str, Any]:
    """A line is asked for: something else can be offered by it. `about`, `only_growth`: the list beneath."""
    return modal(
        title=words.label("Turn down a training"),
        blocks=[
            section(short_line(words, listed, limit=300)),
            field_input(
                words.label("Why not this one?"),
                text_input(WHY, limit=LINE_LIMIT),
                block_id=WHY,
                hint=words.label("For example: the wrong topic, no time before a day, learnt already."),
            ),
            context(words.say("actions/training_modal/who_reads")),
        ],
        callback_id=DECLINE_FORM,
        close=words.label("Cancel"),
        submit=words.label("Turn it down"),
        private_metadata=json.dumps({"action": listed.action.id, "about": about, "only_growth": only_growth}),
    )
