"""The form of one requirement of somebody's own, pushed over the whole."""

import json
from typing import Any

from bot.domain.goals.job_form import NAME_LIMIT, TEXT_LIMIT, said
from bot.domain.goals.job_form_draft import JobFormForm
from bot.domain.goals.post import RequirementKind
from messages.catalog import Words
from messages.goals.job_form_lines import KINDS
from messages.kit import field_input, modal, radio_buttons, text_input

REQUIREMENT_FORM = "goals.job_form.requirement_form"
NAME = "name"
KIND = "kind"
TEXT = "text"
VALUE = "value"


def requirement_modal(words: Words, form: JobFormForm, *, key: str | None) -> dict[str, Any]:
    """A new one where there is no `key`, or none of it any more."""
    known = next((each for each in form.draft.content.requirements if each.key == key), None)
    return modal(
        title=words.label("Requirement"),
        blocks=[
            field_input(
                words.label("What is asked for?"),
                text_input(
                    VALUE, typed=said(known.name, words.language) if known else None, limit=NAME_LIMIT
                ),
                block_id=NAME,
            ),
            field_input(
                words.label("Which kind is it?"),
                radio_buttons(
                    VALUE,
                    [(kind.value, called(words)) for kind, called in KINDS.items()],
                    chosen=(known.kind if known else RequirementKind.ABILITY).value,
                ),
                block_id=KIND,
            ),
            field_input(
                words.label("What does it mean?"),
                text_input(
                    VALUE,
                    typed=(said(known.text, words.language) or None) if known else None,
                    limit=TEXT_LIMIT,
                    multiline=True,
                ),
                block_id=TEXT,
                hint=words.label("What somebody who meets it can do, or has done."),
                optional=True,
            ),
        ],
        callback_id=REQUIREMENT_FORM,
        close=words.label("Cancel"),
        submit=words.label("Put on the form"),
        private_metadata=json.dumps({"form": form.form.id, "key": key}),
    )
