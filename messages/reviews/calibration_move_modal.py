"""One move of a result: to which point and why; and, where it overtakes, whom, before it is saved."""

from typing import Any

from bot.domain.reviews.explain import Looked
from messages.catalog import Words
from messages.kit import TEXT_LIMIT, field_input, modal, section, select, text_input
from messages.reviews.calibration_modal import mean_of
from messages.reviews.manager_thread import some_names
from messages.reviews.score_lines import short

MOVE_FORM = "reviews.calibration.form"
POINT, REASON = "point", "reason"


def move_modal(
    words: Words,
    looked: Looked,
    *,
    place: str,
    overtaken: tuple[str, list[str]] | None = None,
) -> dict[str, Any]:
    """With what was typed before. `place`: where in which room it was opened. `overtaken`: the digest of what
    is consented to by moving all the same, and who they are.
    """
    result, typed = looked.result, looked.typed
    points = [
        (str(each), words.number(each)) for each in looked.scheme.points if each != result.outcome.score
    ]
    consent, names = overtaken or ("-", [])
    warning = words.say(
        "reviews/calibration_move_modal/overtakes",
        name=short(result.name),
        count=len(names),
        names=some_names(words, names) if names else "",
        point=typed.point,
    )
    return modal(
        title=words.label("Move a result"),
        blocks=[
            section(warning) if names else None,
            section(
                words.say(
                    "reviews/calibration_move_modal/head",
                    name=short(result.name),
                    point=result.outcome.score,
                    exact=mean_of(words, result.outcome),
                    manager=short(result.manager),
                )
            ),
            field_input(
                words.label("To which point?"),
                select(POINT, points, placeholder=words.label("Choose"), chosen=typed.point),
                block_id=POINT,
            ),
            field_input(
                words.label("Why?"),
                text_input(REASON, typed=typed.reason or None, limit=TEXT_LIMIT, multiline=True),
                block_id=REASON,
            ),
        ],
        callback_id=MOVE_FORM,
        close=words.label("Cancel"),
        submit=words.label("Move all the same") if names else words.label("Move it"),
        private_metadata=f"{result.review_id}:{result.seen}:{consent}:{place}",
        notify_on_close=True,
    )
