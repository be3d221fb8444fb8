"""The form about one step of a request: the desk's, or the requester's own."""

import json
from typing import Any

from bot.domain.intake.form_facts import StepForm
from bot.domain.intake.way import Event
from messages.catalog import Words
from messages.intake.issue_fields import FILE_TYPES, MOST_FILES
from messages.intake.known_answers_choice import choice_of_answers, keeping_of_it
from messages.intake.triage_card import TITLE_LENGTH
from messages.kit import (
    TEXT_LIMIT,
    Block,
    context,
    date_input,
    field_input,
    file_input,
    fit,
    modal,
    section,
    text_input,
)

DESK_CALLBACK = "intake.triage.form"
SPLIT_CALLBACK = "intake.split.form"
MY_CALLBACK = "intake.my_request.form"
TEXT, DUE_ON, FILES = "text", "due_on", "files"
WAITS_FOR = "waits_for"
WAITS_FOR_LIMIT = 150
FIELD = "intake.step.field"


def desk_form(words: Words, form: StepForm, *, seen: int | None = None) -> dict[str, Any]:
    """For a product manager: the text that the requester will read. `seen`: the desk's last step when the
    form was opened, where this is a later state of it.
    """
    requester = form.request.requester
    sentence = "intake/step_form/split" if form.event is Event.SPLIT else "intake/step_form/desk"
    intro = words.say(
        sentence,
        name=requester.name,
        has_left=not requester.is_active,
        title=fit(form.request.title, TITLE_LENGTH),
        others=form.read_by_others,
    )
    due_on = date_input(FIELD, placeholder=words.label("No date"), chosen=form.due_on)
    promise = field_input(words.label("Expected by"), due_on, block_id=DUE_ON, optional=True)
    return _form(
        words,
        form,
        callback_id=SPLIT_CALLBACK if form.event is Event.SPLIT else DESK_CALLBACK,
        seen=seen,
        blocks=[
            section(intro),
            *_resumed(words, form),
            *choice_of_answers(words, form),
            _text(words, form),
            *([promise] if form.event is Event.ACCEPT else []),
            *([_waits_for(words, form)] if form.event is Event.BLOCK else []),
            *(keeping_of_it(words, form) if form.event is Event.ANSWER else []),
        ],
    )


def my_form(words: Words, form: StepForm) -> dict[str, Any]:
    """For the requester: something to add, or why it is not settled."""
    intro = words.say("intake/step_form/mine", event=form.event.value, owner=form.request.owner.name)
    files = file_input(FIELD, kinds=FILE_TYPES, most=MOST_FILES)
    return _form(
        words,
        form,
        callback_id=MY_CALLBACK,
        blocks=[
            section(intro),
            *_resumed(words, form),
            _text(words, form),
            field_input(words.label("Screenshots"), files, block_id=FILES, optional=True),
        ],
    )


def _form(
    words: Words, form: StepForm, *, callback_id: str, blocks: list[Block], seen: int | None = None
) -> dict[str, Any]:
    metadata = {
        "request": form.request.id,
        "event": form.event.value,
        "seen": form.request.desk_seen if seen is None else seen,
        "known": form.chosen,
        "round": form.round,
    }
    view = modal(
        title=_title(words, form),
        submit=_submit(words, form.event),
        close=words.label("Close"),
        callback_id=callback_id,
        private_metadata=json.dumps(metadata),
        blocks=blocks,
    )
    return {**view, "notify_on_close": True}


def _resumed(words: Words, form: StepForm) -> list[Block]:
    if form.started_at is None:
        return []
    return [context(words.say("intake/step_form/resumed", at=form.started_at, had_files=False))]


def _text(words: Words, form: StepForm) -> Block:
    action_id = f"{FIELD}.{form.round}" if form.round else FIELD
    element = text_input(action_id, typed=fit(form.text, TEXT_LIMIT), limit=TEXT_LIMIT, multiline=True)
    is_note = form.event in (Event.ACCEPT, Event.RESUME)
    return field_input(_question(words, form), element, block_id=TEXT, optional=is_note)


def _waits_for(words: Words, form: StepForm) -> Block:
    element = text_input(FIELD, typed=fit(form.waits_for, WAITS_FOR_LIMIT), limit=WAITS_FOR_LIMIT)
    return field_input(
        words.label("What does it wait for?"),
        element,
        block_id=WAITS_FOR,
        hint=words.label("A delivery, a decision, another team: in a few words."),
    )


def _question(words: Words, form: StepForm) -> str:
    name = form.request.requester.name
    return {
        Event.ACCEPT: words.label("A note to %(name)s", name=name),
        Event.ANSWER: words.label("How does it work?"),
        Event.ASK: words.label("What do you want to know?"),
        Event.DECLINE: words.label("Why not?"),
        Event.FINISH: words.label("What has changed?"),
        Event.BLOCK: words.label("Why can it not go on?"),
        Event.RESUME: words.label("A note to %(name)s", name=name),
        Event.SPLIT: words.label("What is the other thing?"),
        Event.REPLY: words.label("What do you want to say?"),
        Event.REOPEN: words.label("What is not settled?"),
    }[form.event]


def _title(words: Words, form: StepForm) -> str:
    number = form.request.id
    return {
        Event.ACCEPT: words.label("Accept #%(number)d", number=number),
        Event.ANSWER: words.label("Answer #%(number)d", number=number),
        Event.ASK: words.label("Ask about #%(number)d", number=number),
        Event.DECLINE: words.label("Decline #%(number)d", number=number),
        Event.FINISH: words.label("#%(number)d is done", number=number),
        Event.BLOCK: words.label("#%(number)d is blocked", number=number),
        Event.RESUME: words.label("#%(number)d goes on", number=number),
        Event.SPLIT: words.label("Split #%(number)d", number=number),
        Event.REPLY: words.label("Add to #%(number)d", number=number),
        Event.REOPEN: words.label("Reopen #%(number)d", number=number),
    }[form.event]


def _submit(words: Words, event: Event) -> str:
    return {
        Event.ACCEPT: words.label("Accept"),
        Event.ANSWER: words.label("Send answer"),
        Event.ASK: words.label("Send question"),
        Event.DECLINE: words.label("Decline"),
        Event.FINISH: words.label("Mark as done"),
        Event.BLOCK: words.label("Send"),
        Event.RESUME: words.label("Resume"),
        Event.SPLIT: words.label("File the other one"),
        Event.REPLY: words.label("Send"),
        Event.REOPEN: words.label("Reopen"),
    }[event]
