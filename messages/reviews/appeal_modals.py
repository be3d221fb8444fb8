"""The forms of an appeal: what is wrong, and what is decided."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.drafts import Typed
from bot.domain.reviews.approval import ApprovalFacts
from bot.domain.reviews.talk import TEXT_LIMIT, TalkFacts
from bot.domain.reviews.talk_way import DECISIONS, Event
from messages.catalog import Words
from messages.kit import (
    context,
    field_input,
    fit,
    modal,
    radio_buttons,
    section,
    text_input,
)
from messages.quoted import quoted
from messages.reviews.review_modal import whole_review, without_buttons
from messages.reviews.talk_lines import IN_FORMS, holder_name, named

APPEAL_FORM = "reviews.appeal.form"
DECISION_FORM = "reviews.appeal.decision_form"
RESULT = "reviews.appeal.result"
REASON, EVIDENCE, DECISION = "reason", "evidence", "decision"
VALUE = "value"

DECISION_LABELS: Mapping[Event, Callable[[Words], str]] = {
    Event.UPHOLD: lambda words: words.label("The result stands"),
    Event.RESCORE: lambda words: words.label("Opened again: the manager scores it anew"),
    Event.RELOOK: lambda words: words.label("Opened again: a new second look"),
}


def appeal_modal(words: Words, facts: TalkFacts, *, typed: Typed) -> dict[str, Any]:
    """What is wrong and what shows it, with what was typed before."""
    return modal(
        title=words.label("Appeal"),
        blocks=[
            section(words.say("reviews/appeal_modals/appeal", **named(facts))),
            field_input(
                words.label("What is wrong, and what would be right?"),
                _text(str(typed.get(REASON, ""))),
                block_id=REASON,
            ),
            field_input(
                words.label("What shows it (cases, figures, links)"),
                _text(str(typed.get(EVIDENCE, ""))),
                block_id=EVIDENCE,
                optional=True,
            ),
            context(words.say("reviews/appeal_modals/rule", manager=holder_name(words, facts))),
        ],
        callback_id=APPEAL_FORM,
        close=words.label("Cancel"),
        submit=words.label("Appeal"),
        private_metadata=str(facts.talk.id),
        notify_on_close=True,
    )


def decision_modal(words: Words, facts: TalkFacts, *, typed: Typed) -> dict[str, Any]:
    """What was said, what is decided, and why."""
    choices = [(event.value, DECISION_LABELS[event](words)) for event in DECISIONS]
    appeal = facts.appeal.note if facts.appeal else ""
    return modal(
        title=words.label("Decide an appeal"),
        blocks=[
            section(words.say("reviews/appeal_modals/decide", **named(facts))),
            *quoted(appeal or "", limit=IN_FORMS)[0],
            field_input(
                words.label("What do you decide?"),
                radio_buttons(VALUE, choices, chosen=str(typed.get(DECISION, "")), presets=False),
                block_id=DECISION,
            ),
            field_input(words.label("Why"), _text(str(typed.get(REASON, ""))), block_id=REASON),
            context(
                words.say(
                    "reviews/appeal_modals/both_read", manager=holder_name(words, facts), **named(facts)
                )
            ),
        ],
        callback_id=DECISION_FORM,
        close=words.label("Cancel"),
        submit=words.label("Decide"),
        private_metadata=str(facts.talk.id),
        notify_on_close=True,
    )


def appealed_modal(words: Words, facts: ApprovalFacts) -> dict[str, Any]:
    """The result an appeal is against, whole, with nothing to press."""
    return modal(
        title=words.label("Result"),
        blocks=without_buttons(whole_review(words, facts)),
        callback_id=RESULT,
        close=words.label("Close"),
    )


def _text(typed: str) -> dict[str, Any]:
    return text_input(VALUE, typed=fit(typed, TEXT_LIMIT), limit=TEXT_LIMIT, multiline=True)
