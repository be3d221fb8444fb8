"""Whoever looks again reads one person's scores whole, or sends them back with a reason."""

from collections.abc import Sequence
from typing import Any

from bot.domain.reviews.approval import ApprovalFacts
from bot.domain.reviews.facts import Item
from bot.domain.reviews.second_look import Doubt, Glance, Redone
from messages.catalog import Words
from messages.kit import (
    Block,
    actions,
    button,
    context,
    field_input,
    fit,
    modal,
    section,
    select_several,
    text_input,
)
from messages.reviews.approval_buttons import button_value
from messages.reviews.manager_thread import some_names
from messages.reviews.review_modal import BLOCKS_BEFORE_THE_LAST, whole_review
from messages.reviews.score_lines import NAME_LIMIT, short
from messages.reviews.second_look_card import SEND_BACK
from messages.reviews.second_look_redone import ITEMS_OF_A_FORM, redone_text
from messages.reviews.sections import items_of

READ_FORM = "reviews.second_look.read_form"
SEND_BACK_FORM = "reviews.second_look.send_back_form"
LOOK_AT = "reviews.second_look.look_at"
"""From a reminder or Home: read it whole, and confirm it there; the value is the review's id."""
CONFIRMED = "reviews.second_look.confirmed"
REASON = "reason"
DOUBTS = "doubts"


def read_modal(
    words: Words, facts: ApprovalFacts, *, waits: bool, redone: Redone | None = None
) -> dict[str, Any]:
    """What became of a doubt, then every score, case and reason; where it waits for the reader, submitting it
    confirms.
    """
    name = short(facts.review.employee.name)
    return modal(
        title=words.label("Second look"),
        blocks=[
            *([section(redone_text(words, redone, most=ITEMS_OF_A_FORM))] if redone else []),
            *whole_review(
                words,
                facts,
                *(_doubts_it(words, facts) if waits else ()),
                most=BLOCKS_BEFORE_THE_LAST - (1 if redone else 0),
            ),
            context(words.say("reviews/second_look_modals/next", name=name, waits=waits)),
        ],
        callback_id=READ_FORM,
        close=words.label("Decide later") if waits else words.label("Close"),
        submit=words.label("Confirm") if waits else None,
        private_metadata=button_value(facts.review),
    )


def confirmed_modal(words: Words, name: str, waiting: Sequence[Glance]) -> dict[str, Any]:
    """Whose scores are confirmed, who waits still, and the way to the next one."""
    said = words.say(
        "reviews/second_look_modals/confirmed",
        name=short(name),
        count=len(waiting),
        names=some_names(words, [each.name for each in waiting]),
    )
    label = words.label("Next: %(name)s…", name=fit(waiting[0].name, NAME_LIMIT))
    return modal(
        title=words.label("Confirmed"),
        blocks=[
            section(said),
            actions(button(label, LOOK_AT, value=str(waiting[0].review_id), primary=True)),
        ],
        callback_id=CONFIRMED,
        close=words.label("Close"),
    )


def send_back_modal(words: Words, facts: ApprovalFacts, doubt: Doubt) -> dict[str, Any]:
    """Why, and which items are in doubt; with what was put down before."""
    review = facts.review
    items = [
        (item_value(line.item), line.name)
        for part in review.cycle.scheme.sections
        for line in items_of(words, review, part)
    ]
    return modal(
        title=words.label("Send back"),
        blocks=[
            section(
                words.say(
                    "reviews/second_look_modals/send_back",
                    name=short(review.employee.name),
                    manager=short(review.manager.name),
                )
            ),
            field_input(
                words.label("Why?"),
                text_input(REASON, typed=doubt.reason, multiline=True),
                block_id=REASON,
            ),
            field_input(
                words.label("Which scores are in doubt?"),
                select_several(
                    DOUBTS,
                    items,
                    placeholder=words.label("All of it"),
                    chosen=[item_value(each) for each in doubt.items],
                ),
                block_id=DOUBTS,
                optional=True,
            ),
        ],
        callback_id=SEND_BACK_FORM,
        close=words.label("Cancel"),
        submit=words.label("Send back"),
        private_metadata=button_value(review),
        notify_on_close=True,
    )


def _doubts_it(words: Words, facts: ApprovalFacts) -> list[Block]:
    """The way to the other answer, where it is read."""
    return [actions(button(words.label("Send back…"), SEND_BACK, value=button_value(facts.review)))]


def item_value(item: Item) -> str:
    """An item as an option carries it."""
    return f"{item[0]}:{item[1]}"
