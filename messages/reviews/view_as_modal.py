"""HR chooses whose view of which review to look at; then that view, with nothing in it that acts."""

from typing import Any

from bot.domain.reviews.view_as import Glance, Glances, Side, Viewed
from messages.catalog import Words
from messages.kit import (
    Block,
    context,
    divider,
    field_input,
    fit,
    header,
    modal,
    person_input,
    section,
    select,
)
from messages.reviews.fitting import MOST_BLOCKS, as_far_as_it_fits
from messages.reviews.my_review_card import my_review_card
from messages.reviews.result_modal import result_modal
from messages.reviews.review_modal import whole_review, without_buttons
from messages.reviews.score_lines import cycle_title, short
from messages.reviews.sent_self_score_modal import sent_self_score_modal

OPEN = "reviews.view_as.open"
WHOM_FORM = "reviews.view_as.whom_form"
REVIEW_FORM = "reviews.view_as.review_form"
WHOM = "whom"
REVIEW = "review"
NAME_LIMIT = 25


def whom_modal(words: Words) -> dict[str, Any]:
    """As whom."""
    return modal(
        title=words.label("View as…"),
        blocks=[
            section(words.say("reviews/view_as_modal/intro")),
            field_input(
                words.label("As whom?"),
                person_input(WHOM, placeholder=words.label("Choose somebody"), chosen=None),
                block_id=WHOM,
            ),
        ],
        callback_id=WHOM_FORM,
        close=words.label("Cancel"),
        submit=words.label("Continue"),
    )


def glances_modal(words: Words, glances: Glances) -> dict[str, Any]:
    """Which of the reviews that are before them."""
    choices = [(str(each.review_id), _named(words, each)) for each in glances.found]
    return modal(
        title=words.label("View as…"),
        blocks=[
            section(words.say("reviews/view_as_modal/choose", name=short(glances.whom.name))),
            field_input(
                words.label("Which review?"),
                select(REVIEW, choices, placeholder=words.label("Choose a review"), chosen=choices[0][0]),
                block_id=REVIEW,
            ),
        ],
        callback_id=REVIEW_FORM,
        close=words.label("Cancel"),
        submit=words.label("Look at it"),
        private_metadata=str(glances.whom.id),
    )


def view_as_modal(words: Words, viewed: Viewed) -> dict[str, Any]:
    """What they see, under a line that says as whom and that it is on record."""
    glance = viewed.glance
    said = words.say(
        "reviews/view_as_modal/as",
        whom=short(glance.whom.name),
        employee=short(glance.employee.name),
        cycle=cycle_title(glance.period),
        side=glance.side.value,
    )
    head = [context(said), divider()]
    return modal(
        title=words.label("View as…"),
        blocks=[*head, *_blocks(words, viewed, most=MOST_BLOCKS - len(head))],
        callback_id="reviews.view_as.view",
        close=words.label("Close"),
    )


def _blocks(words: Words, viewed: Viewed, *, most: int) -> list[Block]:
    if viewed.whole is not None and viewed.glance.side is not Side.EMPLOYEE:
        is_there = viewed.whole.review.stage.handed_in
        theirs = whole_review(words, viewed.whole, most=most) if is_there else _nothing(words, viewed)
        return without_buttons(theirs)
    shown: list[Block] = []
    if viewed.card is not None:
        shown += my_review_card(words, viewed.card).blocks
    if viewed.whole is not None:
        result = result_modal(words, viewed.whole, reader=viewed.glance.whom)
        shown += [divider(), header(result["title"]["text"]), *result["blocks"]]
    if viewed.sent is not None:
        sent = sent_self_score_modal(words, viewed.sent, just_now=False)
        shown += [divider(), header(sent["title"]["text"]), *sent["blocks"]]
    return as_far_as_it_fits(words, without_buttons(shown or _nothing(words, viewed)), most=most)


def _nothing(words: Words, viewed: Viewed) -> list[Block]:
    return [section(words.say("reviews/view_as_modal/nothing", whom=short(viewed.glance.whom.name)))]


def _named(words: Words, glance: Glance) -> str:
    # An option holds 75 characters, and what they are to the review stands last.
    name, period = fit(glance.employee.name, NAME_LIMIT), fit(cycle_title(glance.period), NAME_LIMIT)
    if glance.side is Side.EMPLOYEE:
        return words.label("%(period)s: their own", period=period)
    if glance.side is Side.MANAGER:
        return words.label("%(period)s: %(name)s, as the manager", period=period, name=name)
    return words.label("%(period)s: %(name)s, in the second look", period=period, name=name)
