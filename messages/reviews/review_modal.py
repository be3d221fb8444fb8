"""To a manager, from a reminder or Home: one person's self-score, whole, to be approved on the spot."""

from typing import Any

from bot.domain.reviews.approval import ApprovalFacts
from messages.catalog import Words
from messages.kit import Block, context, modal, section
from messages.reviews.approval_buttons import button_value, more_buttons, reading_buttons
from messages.reviews.approval_card import approval_card
from messages.reviews.arithmetic import summed_up
from messages.reviews.cases_modal import cases_modal
from messages.reviews.fitting import as_far_as_it_fits
from messages.reviews.score_lines import cycle_title, short

REVIEW_IT = "reviews.approval.review_it"
REVIEW_FORM = "reviews.approval.review_form"

BLOCKS_BEFORE_THE_LAST = 99


def review_modal(words: Words, facts: ApprovalFacts) -> dict[str, Any]:
    """What the card in the thread shows, how it adds up, then every case in full; submitting it approves."""
    review = facts.review
    said = words.say(
        "reviews/review_modal/next", name=short(review.employee.name), cycle=cycle_title(review.cycle.name)
    )
    view = modal(
        title=words.label("Review"),
        blocks=[context(said)],
        callback_id=REVIEW_FORM,
        close=words.label("Not yet"),
        submit=words.label("Approve"),
        private_metadata=button_value(review),
    )
    view["blocks"] = [
        *whole_review(words, facts, more_buttons(words, review), reading_buttons(words, review)),
        *view["blocks"],
    ]
    return view


def whole_review(words: Words, facts: ApprovalFacts, *buttons: Block) -> list[Block]:
    """What the card in the thread shows, how it adds up, what can be pressed, then every case in full; a
    block fewer than a form takes.
    """
    outcome = facts.review.outcome
    shown = [
        *without_buttons(approval_card(words, facts).blocks),
        *([section(summed_up(words, facts.review, outcome))] if outcome else []),
        *buttons,
        *cases_modal(words, facts)["blocks"][1:],
    ]
    return as_far_as_it_fits(words, shown, most=BLOCKS_BEFORE_THE_LAST)


def without_buttons(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A form in front of a form has one way out; what the buttons would open stands below."""
    return [
        {name: value for name, value in block.items() if name != "accessory"}
        for block in blocks
        if block["type"] != "actions"
    ]
