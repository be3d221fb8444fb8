"""The form in which a head answers a suggestion."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.weeks.feedback_form import TEXT_LIMIT
from bot.domain.weeks.suggestion import SuggestionFacts
from bot.domain.weeks.suggestion_way import ANSWERS, Event
from messages.catalog import Words
from messages.kit import divider, field_input, fit, modal, radio_buttons, section, text_input
from messages.reviews.score_lines import short
from messages.weeks.feedback_lines import FORM_ROOM, NAME_LIMIT, what_was_suggested
from messages.weeks.suggestion_card import headline

ANSWER_FORM = "weeks.suggestion.answer_form"
CAME, WORDS = "came", "words"
VALUE = "value"

Typed = Mapping[str, Any]

ANSWER_LABELS: Mapping[Event, Callable[[Words], str]] = {
    Event.ADOPT: lambda words: words.label("Adopted: we do it"),
    Event.PUT_OFF: lambda words: words.label("Not now, perhaps later"),
    Event.DECLINE: lambda words: words.label("Declined: we do not"),
}


def answer_modal(words: Words, facts: SuggestionFacts, *, typed: Typed) -> dict[str, Any]:
    """What was suggested, what comes of it, and why. `typed`: what was typed before."""
    choices = [(event.value, ANSWER_LABELS[event](words)) for event in ANSWERS]
    giver = short(facts.giver.name, NAME_LIMIT)
    return modal(
        title=words.label("Answer a suggestion"),
        blocks=[
            section(words.say("weeks/suggestion_modal/goes_to", giver=giver, is_here=facts.giver.is_active)),
            divider(),
            section(headline(words, facts)),
            *what_was_suggested(words, facts, room=FORM_ROOM),
            field_input(
                words.label("What comes of it?"),
                radio_buttons(VALUE, choices, chosen=str(typed.get(CAME, "")), presets=False),
                block_id=CAME,
            ),
            field_input(
                words.label("Why, and what happens next"),
                text_input(
                    VALUE, typed=fit(str(typed.get(WORDS, "")), TEXT_LIMIT), limit=TEXT_LIMIT, multiline=True
                ),
                block_id=WORDS,
            ),
        ],
        callback_id=ANSWER_FORM,
        close=words.label("Cancel"),
        submit=words.label("Answer"),
        private_metadata=str(facts.suggestion.id),
        notify_on_close=True,
    )
