"""The form in which a request is said to be the same as another."""

import json
from typing import Any

from bot.domain.intake.form_facts import JoinForm
from bot.domain.intake.links import Original
from messages.catalog import Words
from messages.intake.labels import stage_labels
from messages.intake.triage_card import TITLE_LENGTH
from messages.kit import Block, field_input, fit, modal, section, select, text_input

CALLBACK = "intake.join.form"
CHOSEN, NUMBER = "chosen", "number"
FIELD = "intake.join.field"
NUMBER_LIMIT = 12


def join_form(words: Words, form: JoinForm) -> dict[str, Any]:
    """What is open or was reported lately to choose from, or any other by its number."""
    request = form.request
    intro = words.say(
        "intake/join_form/intro", name=request.requester.name, title=fit(request.title, TITLE_LENGTH)
    )
    return modal(
        title=words.label("#%(number)d is the same", number=request.id),
        submit=words.label("Join"),
        close=words.label("Close"),
        callback_id=CALLBACK,
        private_metadata=json.dumps({"request": request.id, "event": "join", "seen": request.desk_seen}),
        blocks=[section(intro), *_choice(words, form), _number(words, is_only=not form.offered)],
    )


def _choice(words: Words, form: JoinForm) -> list[Block]:
    if not form.offered:
        return []
    offered = [(str(each.id), _label(words, each)) for each in form.offered]
    choice = select(FIELD, offered, placeholder=words.label("Choose a request"))
    return [field_input(words.label("The same as"), choice, block_id=CHOSEN, optional=True)]


def _number(words: Words, *, is_only: bool) -> Block:
    label = words.label("Its number") if is_only else words.label("Or its number")
    return field_input(label, text_input(FIELD, limit=NUMBER_LIMIT), block_id=NUMBER, optional=not is_only)


def _label(words: Words, original: Original) -> str:
    stage = stage_labels(words)[original.stage.key]
    return f"#{original.id} · {stage} · {original.branch} · {original.title}"
