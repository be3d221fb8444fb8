"""The form of one duty, pushed over the whole: its name, its parts, and where it stands."""

import json
from typing import Any

from bot.domain.goals.job_form import NAME_LIMIT, PART_LIMIT, Duty, said
from bot.domain.goals.job_form_draft import JobFormForm
from bot.domain.goals.post import MOST_PARTS
from messages.catalog import Words
from messages.kit import TEXT_LIMIT, field_input, fit, modal, select, text_input

DUTY_FORM = "goals.job_form.duty_form"
NAME = "name"
PARTS = "parts"
NUMBER = "number"
VALUE = "value"


def duty_modal(words: Words, form: JobFormForm, *, key: str | None) -> dict[str, Any]:
    """A new one where there is no `key`, or none of it any more."""
    duties = form.draft.content.duties
    duty = next((each for each in duties if each.key == key), None)
    return modal(
        title=words.label("Duty"),
        blocks=[
            field_input(
                words.label("What is the duty?"),
                text_input(VALUE, typed=said(duty.name, words.language) if duty else None, limit=NAME_LIMIT),
                block_id=NAME,
            ),
            field_input(
                words.label("Its parts, one a line"),
                text_input(VALUE, typed=_parts(words, duty), limit=TEXT_LIMIT, multiline=True),
                block_id=PARTS,
                hint=words.plain("goals/duty_modal/parts", most=MOST_PARTS, limit=PART_LIMIT),
                optional=True,
            ),
            field_input(
                words.label("Number"),
                _number(words, form, duty),
                block_id=NUMBER,
                hint=words.label("The most important duty is number 1."),
            ),
        ],
        callback_id=DUTY_FORM,
        close=words.label("Cancel"),
        submit=words.label("Put on the form"),
        private_metadata=json.dumps({"form": form.form.id, "key": key}),
    )


def _parts(words: Words, duty: Duty | None) -> str | None:
    return "\n".join(said(part, words.language) for part in duty.parts) or None if duty else None


def _number(words: Words, form: JobFormForm, duty: Duty | None) -> dict[str, Any]:
    """Each place, with what stands there now."""
    duties = form.draft.content.duties
    last = len(duties) + (0 if duty else 1)
    choices = [
        (
            str(number),
            words.label("%(number)s: %(name)s", number=number, name=said(each.name, words.language))
            if each is not duty
            else words.label("%(number)s: here, as now", number=number),
        )
        for number, each in enumerate(duties, start=1)
    ]
    if duty is None:
        choices.append((str(last), words.label("%(number)s: at the end", number=last)))
    chosen = duties.index(duty) + 1 if duty else last
    return select(
        VALUE,
        [(value, fit(label, 75)) for value, label in choices],
        placeholder=words.label("Choose"),
        chosen=str(chosen),
    )
