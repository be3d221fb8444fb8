"""An employee's form: why they want their self-score back."""

from typing import Any

from bot.domain.reviews.take_back import WHY_LIMIT
from messages.catalog import Words
from messages.kit import field_input, modal, section, text_input
from messages.reviews.score_lines import short

TAKE_BACK_FORM = "reviews.take_back.form"
WHY = "why"


def take_back_modal(words: Words, *, review_id: int, manager: str, typed: str | None) -> dict[str, Any]:
    """One line for whoever has begun to score, with what was typed before."""
    return modal(
        title=words.label("Take it back"),
        blocks=[
            section(words.say("reviews/take_back_modal/intro", manager=short(manager))),
            field_input(
                words.label("What do you want to change?"),
                text_input(WHY, typed=typed, limit=WHY_LIMIT),
                block_id=WHY,
            ),
        ],
        callback_id=TAKE_BACK_FORM,
        close=words.label("Cancel"),
        submit=words.label("Ask"),
        private_metadata=str(review_id),
        notify_on_close=True,
    )
