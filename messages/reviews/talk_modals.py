"""The forms of a talk: when it was held, times for it, what is prepared."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.domain.reviews.talk import TEXT_LIMIT, Material, Preparation, TalkFacts
from messages.actions.gaps import gaps_block
from messages.catalog import Words
from messages.kit import context, date_input, field_input, fit, modal, section, text_input
from messages.reviews.talk_lines import named
from messages.weeks.talk_times import time_fields

HELD_FORM = "reviews.talk.held_form"
TIMES_FORM = "reviews.talk.times_form"
PREPARE_FORM = "reviews.talk.prepare_form"
HELD = "held_on"
BEHAVIOUR, VERDICT, ACTIONS = "behaviour", "verdict", "actions"
VALUE = "value"


def held_modal(words: Words, facts: TalkFacts) -> dict[str, Any]:
    """The day on which they talked, today unless another is chosen."""
    today = words.now.astimezone(words.zone).date()
    return modal(
        title=words.label("Talk held"),
        blocks=[
            section(words.say("reviews/talk_modals/held", **named(facts))),
            field_input(
                words.label("Held on"),
                date_input(VALUE, placeholder=words.label("Choose a day"), chosen=today),
                block_id=HELD,
            ),
        ],
        callback_id=HELD_FORM,
        close=words.label("Cancel"),
        submit=words.label("Held"),
        private_metadata=str(facts.talk.id),
    )


def times_modal(words: Words, facts: TalkFacts, times: Sequence[datetime]) -> dict[str, Any]:
    """Up to three times, which the employee gets as buttons."""
    return modal(
        title=words.label("Times for a talk"),
        blocks=[
            section(words.say("reviews/talk_modals/times", **named(facts))),
            *time_fields(words, times),
        ],
        callback_id=TIMES_FORM,
        close=words.label("Close"),
        submit=words.label("Propose these"),
        private_metadata=str(facts.talk.id),
    )


def prepare_modal(words: Words, facts: TalkFacts, found: Preparation | Material) -> dict[str, Any]:
    """The three parts, as they were typed or saved; else begun from cases and feedback."""
    begun = isinstance(found, Material)
    typed = _begun(words, found) if isinstance(found, Material) else found
    fields = (
        (BEHAVIOUR, words.label("1. What was good, what is to be raised, with cases"), typed.behaviour),
        (VERDICT, words.label("2. The verdict, and what is expected"), typed.verdict),
        (ACTIONS, words.label("3. What is to change: what, who, by when"), typed.actions),
    )
    return modal(
        title=words.label("Prepare the talk"),
        blocks=[
            context(words.say("reviews/talk_modals/prepare", begun=begun, **named(facts))),
            gaps_block(words, facts.employee.id, facts.gaps),
            *(
                field_input(
                    label,
                    text_input(VALUE, typed=fit(text, TEXT_LIMIT), limit=TEXT_LIMIT, multiline=True),
                    block_id=block,
                    optional=True,
                )
                for block, label, text in fields
            ),
        ],
        callback_id=PREPARE_FORM,
        close=words.label("Close"),
        submit=words.label("Save"),
        private_metadata=str(facts.talk.id),
        notify_on_close=True,
    )


def _begun(words: Words, material: Material) -> Preparation:
    good = _list(words.label("Good"), (*material.praised, *material.cases))
    better = _list(words.label("To be raised"), material.to_raise)
    return Preparation(
        behaviour="\n".join(part for part in (good, better) if part),
        verdict=_list(words.label("Why"), material.reasons),
    )


def _list(title: str, texts: Sequence[str]) -> str:
    return "\n".join([title, *(f"- {text}" for text in texts)]) if texts else ""
