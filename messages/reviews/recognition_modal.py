"""The manager's forms: whom they may recognise, and with which words in which channel."""

from collections.abc import Sequence
from typing import Any

from bot.domain.reviews.facts import ReviewFacts
from bot.domain.reviews.recognition import (
    WORDS_LIMIT,
    Candidate,
    RecognitionFacts,
    RecognitionForm,
    is_top,
)
from messages.catalog import Mrkdwn, Words
from messages.kit import (
    Block,
    actions,
    button,
    channel_input,
    context,
    field_input,
    modal,
    section,
    text_input,
)
from messages.reviews.recognition_card import where
from messages.reviews.score_lines import cycle_title, short

OPEN = "reviews.recognition.open"
"""From the person's card and from the list; the button's value is the review's id."""
LIST = "reviews.recognition.list"
FORM = "reviews.recognition.form"
ASKED = "reviews.recognition.asked"
WORDS, CHANNEL = "words", "channel"


def recognise_button(words: Words, review: ReviewFacts) -> Block | None:
    """Under the card of somebody in the top band, once their result is released."""
    offered = (
        review.stage.released and review.employee.is_active and is_top(review.cycle.scheme, review.outcome)
    )
    return actions(button(words.label("Recognise…"), OPEN, value=str(review.id))) if offered else None


def candidates_modal(words: Words, people: Sequence[Candidate]) -> dict[str, Any]:
    """Each with the way to their form, or what came of it."""
    return modal(
        title=words.label("Recognise somebody"),
        blocks=[
            section(words.say("reviews/recognition_modal/list")),
            *(_candidate(words, each) for each in people),
        ],
        callback_id=LIST,
        close=words.label("Close"),
    )


def recognition_modal(words: Words, form: RecognitionForm) -> dict[str, Any]:
    """The words and the channel, as they were typed or asked about last."""
    fixed = form.fixed_channel
    channel: Block = (
        context(words.say("reviews/recognition_modal/fixed", where=where(fixed)))
        if fixed
        else field_input(
            words.label("In which channel?"),
            channel_input(CHANNEL, placeholder=words.label("Choose"), chosen=form.channel or None),
            block_id=CHANNEL,
            hint=words.label("A public one that Steward is in."),
        )
    )
    return modal(
        title=words.label("Recognise somebody"),
        blocks=[
            section(
                words.say("reviews/recognition_modal/intro", name=short(form.name), again=bool(form.asking))
            ),
            field_input(
                words.label("What did they do, and what came of it?"),
                text_input(WORDS, typed=form.words, limit=WORDS_LIMIT, multiline=True),
                block_id=WORDS,
                hint=words.label("It is posted word for word. No score and no band in it."),
            ),
            channel,
        ],
        callback_id=FORM,
        close=words.label("Cancel"),
        submit=words.label("Ask them"),
        private_metadata=f"{form.review_id}:{form.asking}",
        notify_on_close=True,
    )


def asked_modal(words: Words, facts: RecognitionFacts) -> dict[str, Any]:
    """That they are asked now."""
    return modal(
        title=words.label("Recognise somebody"),
        blocks=[section(words.say("reviews/recognition_modal/asked", name=short(facts.employee.name)))],
        callback_id=ASKED,
        close=words.label("Close"),
    )


def _candidate(words: Words, candidate: Candidate) -> Block:
    held = candidate.recognition
    said: Mrkdwn = words.say(
        "reviews/recognition_modal/candidate",
        name=short(candidate.name),
        period=cycle_title(candidate.period),
        state=held.state.value if held else "",
        is_out=candidate.is_out,
    )
    can = held is None or (held.stage.rewords and not candidate.is_out)
    label = words.label("Change…") if held else words.label("Write…")
    return section(said, accessory=button(label, OPEN, value=str(candidate.review_id)) if can else None)
