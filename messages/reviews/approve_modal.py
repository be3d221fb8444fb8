"""To a manager before the scores are final: how they add up; submitting it approves."""

from typing import Any

from bot.domain.reviews.approval import ApprovalFacts
from messages.catalog import Words
from messages.kit import context, modal
from messages.reviews.approval_buttons import button_value
from messages.reviews.arithmetic import arithmetic
from messages.reviews.score_lines import short

APPROVE_FORM = "reviews.approval.approve_form"


def approve_modal(words: Words, facts: ApprovalFacts) -> dict[str, Any]:
    """Items, sections, gate, mean, point, and what approving does."""
    review = facts.review
    return modal(
        title=words.label("Approve"),
        blocks=[
            *arithmetic(words, review),
            context(words.say("reviews/approve_modal/next", name=short(review.employee.name))),
        ],
        callback_id=APPROVE_FORM,
        close=words.label("Not yet"),
        submit=words.label("Approve"),
        private_metadata=button_value(review),
    )
