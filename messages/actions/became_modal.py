"""What became of a training or a mentor pairing: whether it helped, and a line."""

import json
from typing import Any

from bot.domain.actions.action import Listed
from bot.domain.actions.action_form import LINE_LIMIT
from bot.domain.actions.became import HELPED, LINE
from bot.domain.people import Person
from messages.actions.action_lines import HELPED as HELPED_LABELS
from messages.actions.action_lines import NAME_LIMIT, short_line
from messages.catalog import Words
from messages.kit import field_input, modal, radio_buttons, section, text_input
from messages.reviews.score_lines import short

BECAME_FORM = "actions.became.form"
VALUE = "value"


def became_modal(
    words: Words, listed: Listed, *, reader: Person, about: int, only_growth: bool = False
) -> dict[str, Any]:
    """What its reader said before stands in it. `about`, `only_growth`: the list over which it is opened."""
    said = next((each for each in listed.became if each.by_id == reader.id), None)
    choices = [(each.value, label(words)) for each, label in HELPED_LABELS.items()]
    return modal(
        title=words.label("What became of it?"),
        blocks=[
            section(
                words.say(
                    "actions/became_modal/what",
                    name=short(listed.person.name, NAME_LIMIT),
                    is_own=reader.id == listed.person.id,
                    line=short_line(words, listed, limit=300),
                )
            ),
            field_input(
                words.label("Did it help?"),
                radio_buttons(VALUE, choices, chosen=said.helped.value if said else None, presets=False),
                block_id=HELPED,
            ),
            field_input(
                words.label("In one line: what is different now?"),
                text_input(VALUE, typed=said.line or None if said else None, limit=LINE_LIMIT),
                block_id=LINE,
                optional=True,
            ),
        ],
        callback_id=BECAME_FORM,
        close=words.label("Cancel"),
        submit=words.label("Save"),
        private_metadata=json.dumps({"action": listed.action.id, "about": about, "only_growth": only_growth}),
    )
