"""How a request went, says its requester: one tap, and words where they like."""

import json
from typing import Any

from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.satisfaction import WORDS_LIMIT, Satisfaction
from messages.catalog import Words, quote
from messages.kit import (
    Block,
    Message,
    actions,
    button,
    context,
    feedback,
    field_input,
    message,
    modal,
    section,
    text_input,
)

RATE = "intake.satisfaction.rate"
"""The action_ids begin with this; the value is the request's number, a colon, `good` or `bad`."""
ADD_WORDS = "intake.satisfaction.words"
"""The value is the request's number."""
CALLBACK = "intake.satisfaction.form"
WORDS, FIELD = "words", "intake.satisfaction.field"
GOOD, BAD = "good", "bad"


def satisfaction_card(
    words: Words, request: RequestFacts, said: Satisfaction | None, *, is_asked: bool, is_plain: bool = False
) -> Message:
    """The question, or what they said; either can be changed as long as it stays settled.

    `is_plain`: with buttons that every workspace takes.
    """
    text = words.say(
        "intake/satisfaction_card/body",
        request=request.id,
        is_asked=is_asked,
        said="" if said is None else GOOD if said.good else BAD,
    )
    who_reads = words.say("intake/satisfaction_card/who_reads", owner=request.owner.name)
    return message(
        text,
        section(text),
        section(quote(said.words)) if said and said.words and is_asked else None,
        _row(words, request.id, said, is_plain=is_plain) if is_asked else None,
        context(who_reads) if is_asked else None,
    )


def words_form(words: Words, request: RequestFacts, *, typed: str) -> dict[str, Any]:
    """What they want to add, with what they wrote before."""
    return modal(
        title=words.label("Request #%(number)d", number=request.id),
        submit=words.label("Send"),
        close=words.label("Close"),
        callback_id=CALLBACK,
        private_metadata=json.dumps({"request": request.id}),
        notify_on_close=True,
        blocks=[
            field_input(
                words.label("What went well, what did not?"),
                text_input(FIELD, typed=typed or None, limit=WORDS_LIMIT, multiline=True),
                block_id=WORDS,
                hint=words.say("intake/satisfaction_card/form", owner=request.owner.name),
                optional=True,
            )
        ],
    )


def satisfaction_note(words: Words, request: RequestFacts, said: Satisfaction) -> Message:
    """To whoever has the request: the words, and nothing of them where a screen lights up."""
    told = words.say(
        "intake/satisfaction_card/told", request=request.id, name=request.requester.name, good=said.good
    )
    return message(
        told,
        section(told),
        section(quote(said.words)),
        context(words.say("intake/satisfaction_card/only_you")),
    )


def _row(words: Words, request_id: int, said: Satisfaction | None, *, is_plain: bool) -> Block:
    good, bad = f"{request_id}:{GOOD}", f"{request_id}:{BAD}"
    yes, no = words.label("Satisfied"), words.label("Not satisfied")
    if said is not None:
        other = button(no if said.good else yes, f"{RATE}.other", value=bad if said.good else good)
        label = words.label("Change the words…") if said.words else words.label("Add words…")
        return actions(button(label, ADD_WORDS, value=str(request_id)), other)
    if is_plain:
        return actions(button(yes, f"{RATE}.{GOOD}", value=good), button(no, f"{RATE}.{BAD}", value=bad))
    return feedback(RATE, good=(yes, good), bad=(no, bad))
