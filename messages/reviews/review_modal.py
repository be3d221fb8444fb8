"""To a manager, from a reminder or Home: one person's self-score, whole, to be approved on the spot."""

from typing import Any

from bot.domain.reviews.approval import ApprovalFacts
from messages.catalog import Words
from messages.kit import Block, context, modal, section
from messages.reviews.approval_buttons import button_value, more_buttons, reading_buttons
from messages.reviews.approval_card import approval_card, cut_texts
from messages.reviews.arithmetic import summed_up
from messages.reviews.cases_modal import beside_cases, cases
from messages.reviews.explain_modal import explain_button
from messages.reviews.fitting import as_far_as_it_fits
from messages.reviews.score_lines import cycle_title, short

REVIEW_IT = "reviews.approval.review_it"
REVIEW_FORM = "reviews.approval.review_form"

BLOCKS_BEFORE_THE_LAST = 99


def review_modal(words: Words, facts: ApprovalFacts) -> dict[str, Any]:
    """What the card in the thread shows, how it adds up, then what is longer; submitting it approves."""
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


def whole_review(
    words: Words, facts: ApprovalFacts, *buttons: Block, most: int = BLOCKS_BEFORE_THE_LAST
) -> list[Block]:
    """What the card in the thread shows, how it adds up, what can be pressed, then in full whatever is longer
    than the card shows: as much as `most` blocks take.
    """
    outcome, cut = facts.review.outcome, cut_texts(facts)
    shown = [
        *without_buttons(approval_card(words, facts).blocks),
        *([section(summed_up(words, facts.review, outcome))] if outcome else []),
        *buttons,
        explain_button(words, facts.review.id),
        *cases(words, facts, only=cut),
    ]
    return as_far_as_it_fits(words, shown, most=most, last=beside_cases(words, facts, only=cut))


def without_buttons(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A form in front of a form has one way out; what the buttons would open stands below."""
    return [
        {name: value for name, value in block.items() if name != "accessory"}
        for block in blocks
        if block["type"] != "actions"
    ]
