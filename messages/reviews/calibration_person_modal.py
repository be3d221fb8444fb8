"""One result in the calibration: who gave what and why, what the second look said; and the way to move it."""

from collections.abc import Iterator
from typing import Any

from bot.domain.reviews.calibration import in_force
from bot.domain.reviews.explain import Explained, Looked
from messages.catalog import Words
from messages.kit import Block, actions, button, context, divider, modal, section
from messages.reviews.calibration_modal import person_line
from messages.reviews.explain_modal import given_lines, step_lines

PERSON_FORM = "reviews.calibration.reasons"
MOVE = "reviews.calibration.move"
"""The button's value is the review and the last move seen: "12:0"."""
BACK = "reviews.calibration.take_back"
"""The button's value is as that of MOVE."""


def person_modal(words: Words, looked: Looked, *, place: str) -> dict[str, Any]:
    """`place`: where in which room it was opened."""
    result = looked.result
    value = f"{result.review_id}:{result.seen}"
    moves = None if result.stays else button(words.label("Move it…"), MOVE, value=value)
    can_go_back = in_force(result.moves) and not result.is_released
    back = button(words.label("Take back"), BACK, value=value) if can_go_back else None
    return modal(
        title=words.label("Reasons"),
        blocks=[
            section(
                words.say(
                    "reviews/calibration_person_modal/head",
                    line=person_line(words, result),
                    point=result.outcome.score,
                )
            ),
            actions(moves, back) if moves or back else None,
            divider(),
            *_why(words, looked.explained),
        ],
        callback_id=PERSON_FORM,
        close=words.label("Back"),
        private_metadata=f"{result.review_id}:{place}",
    )


def _why(words: Words, explained: Explained | None) -> Iterator[Block]:
    if explained is None:
        yield context(words.say("reviews/calibration_person_modal/of_hr"))
        return
    yield from given_lines(words, explained)
    yield from step_lines(words, explained)
