"""The forms in which feedback is answered: by whoever it is about, once."""

import json
from typing import Any

from bot.domain.weeks.feedback import FeedbackFacts
from bot.domain.weeks.feedback_form import TEXT_LIMIT
from messages.catalog import Words
from messages.kit import context, divider, field_input, fit, modal, section, text_input
from messages.reviews.score_lines import short
from messages.weeks.feedback_card import headline
from messages.weeks.feedback_lines import FORM_ROOM, NAME_LIMIT, what_was_said

ANSWER_FORM = "weeks.feedback.answer_form"
ANSWER = "answer"
VALUE = "value"


def answer_modal(words: Words, facts: FeedbackFacts, *, typed: str, listed: str = "") -> dict[str, Any]:
    """What was said, and the one answer to it. `typed`: what was typed before. `listed`: what the list
    carries over which it is opened; empty where it is opened over none.
    """
    manager = facts.manager if facts.manager and facts.manager.id != facts.giver.id else None
    goes_to = words.say(
        "weeks/feedback_answer_modal/goes_to",
        giver=short(facts.giver.name, NAME_LIMIT),
        is_here=facts.giver.is_active,
        manager=short(manager.name, NAME_LIMIT) if manager else "",
        has_hr=facts.has_hr,
    )
    return modal(
        title=words.label("Answer once"),
        blocks=[
            section(goes_to),
            divider(),
            section(headline(words, facts)),
            *what_was_said(words, facts.feedback, room=FORM_ROOM),
            field_input(
                words.label("Your answer"),
                text_input(VALUE, typed=fit(typed, TEXT_LIMIT), limit=TEXT_LIMIT, multiline=True),
                block_id=ANSWER,
            ),
            context(words.say("weeks/feedback_answer_modal/once")),
        ],
        callback_id=ANSWER_FORM,
        close=words.label("Cancel"),
        submit=words.label("Answer"),
        private_metadata=json.dumps({"feedback": facts.feedback.id, "listed": listed}),
        notify_on_close=True,
    )
