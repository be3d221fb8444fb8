"""The forms about a hand-over: to whom and by when, and the words of a step."""

import json
from typing import Any

from bot.domain.intake.handover import SAYING_LIMIT, HandoverFacts, HandoverForm
from bot.domain.intake.handover_way import Event
from messages.catalog import Words, quote
from messages.intake.glossary_modal import ADD_TERM
from messages.intake.triage_card import TITLE_LENGTH
from messages.kit import (
    TEXT_LIMIT,
    actions,
    button,
    context,
    date_input,
    field_input,
    fit,
    modal,
    section,
    select,
    text_input,
)

CALLBACK = "intake.handover.form"
STEP_CALLBACK = "intake.handover.step"
GLOSSARY_OFFER = "intake.handover.sent"
FIELD = "intake.handover.field"
ASSIGNEE, DUE_ON, TEXT = "assignee", "due_on", "text"


def handover_form(words: Words, form: HandoverForm, *, typed: str = "") -> dict[str, Any]:
    """To whom, by when, and a word besides the brief. `typed`: what was left unfinished of that."""
    request = form.request
    people = [(str(each.id), each.name) for each in form.developers]
    parts = request.brief.missing if request.brief else ()
    return modal(
        title=words.label("Hand over #%(number)d", number=request.id),
        submit=words.label("Hand over"),
        close=words.label("Close"),
        callback_id=CALLBACK,
        notify_on_close=True,
        private_metadata=json.dumps({"request": request.id}),
        blocks=[
            section(
                words.say(
                    "intake/handover_form/what",
                    title=fit(request.title, TITLE_LENGTH),
                    is_private=request.is_private,
                )
            ),
            context(words.say("intake/handover_form/missing", count=len(parts))) if parts else None,
            field_input(
                words.label("Developer"),
                select(FIELD, people, placeholder=words.label("Choose"), chosen=None),
                block_id=ASSIGNEE,
            ),
            field_input(
                words.label("Wanted by"),
                date_input(FIELD, placeholder=words.label("No date"), chosen=request.due_on),
                block_id=DUE_ON,
                optional=True,
            ),
            field_input(
                words.label("A word besides the brief"),
                text_input(FIELD, typed=typed, limit=TEXT_LIMIT, multiline=True),
                block_id=TEXT,
                optional=True,
            ),
        ],
    )


def reassigning_form(words: Words, form: HandoverForm, *, typed: str = "") -> dict[str, Any]:
    """To which other developer, and why."""
    present = form.already
    assert present is not None, "only what is with a developer is given to another"
    people = [(str(each.id), each.name) for each in form.developers]
    return modal(
        title=words.label("Request #%(number)d", number=form.request.id),
        submit=words.label("Hand over"),
        close=words.label("Close"),
        callback_id=STEP_CALLBACK,
        notify_on_close=True,
        private_metadata=json.dumps({"handover": present.id, "event": Event.REASSIGN.value}),
        blocks=[
            section(
                words.say("intake/handover_form/step", event=Event.REASSIGN.value, name=present.assignee.name)
            ),
            field_input(
                words.label("Developer"),
                select(FIELD, people, placeholder=words.label("Choose"), chosen=None),
                block_id=ASSIGNEE,
            ),
            field_input(
                words.label("A word besides the brief"),
                text_input(FIELD, typed=typed, limit=TEXT_LIMIT, multiline=True),
                block_id=TEXT,
                optional=True,
            ),
        ],
    )


def correction_sent(words: Words) -> dict[str, Any]:
    """After a correction: what was understood differently may be a word that belongs into the glossary."""
    return modal(
        title=words.label("Sent"),
        close=words.label("Close"),
        callback_id=GLOSSARY_OFFER,
        private_metadata="{}",
        blocks=[
            section(words.say("intake/handover_form/sent")),
            actions(button(words.label("Add a term…"), ADD_TERM, value="new")),
        ],
    )


def handover_step_form(
    words: Words, facts: HandoverFacts, event: Event, *, typed: str = ""
) -> dict[str, Any]:
    """The words of one step."""
    is_saying = event is Event.SAY
    said = facts.said
    return modal(
        title=words.label("Request #%(number)d", number=facts.request.id),
        submit=words.label("Send"),
        close=words.label("Close"),
        callback_id=STEP_CALLBACK,
        notify_on_close=True,
        private_metadata=json.dumps({"handover": facts.id, "event": event.value}),
        blocks=[
            section(words.say("intake/triage_card/title", title=fit(facts.request.title, TITLE_LENGTH))),
            section(words.say("intake/handover_form/step", event=event.value, name=facts.assignee.name)),
            section(quote(said.text)) if said is not None and not is_saying else None,
            field_input(
                words.label("In your own words, one line") if is_saying else words.label("What you write"),
                text_input(
                    FIELD, typed=typed, limit=SAYING_LIMIT if is_saying else TEXT_LIMIT, multiline=True
                ),
                block_id=TEXT,
            ),
        ],
    )
