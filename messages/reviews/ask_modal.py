"""A manager's form: a question about a self-score."""

from typing import Any

from bot.domain.reviews.approval import ApprovalFacts
from messages.catalog import Words
from messages.kit import TEXT_LIMIT, field_input, modal, section, text_input
from messages.reviews.approval_buttons import button_value
from messages.reviews.score_lines import short

ASK_FORM = "reviews.approval.ask_form"
QUESTION = "question"


def ask_modal(words: Words, facts: ApprovalFacts, *, typed: str | None) -> dict[str, Any]:
    """One question, with what was typed before."""
    review = facts.review
    return modal(
        title=words.label("Ask for more"),
        blocks=[
            section(words.say("reviews/ask_modal/intro", name=short(review.employee.name))),
            field_input(
                words.label("What would you like to know?"),
                text_input(QUESTION, typed=typed, limit=TEXT_LIMIT, multiline=True),
                block_id=QUESTION,
            ),
        ],
        callback_id=ASK_FORM,
        close=words.label("Cancel"),
        submit=words.label("Send"),
        private_metadata=button_value(review),
        notify_on_close=True,
    )
