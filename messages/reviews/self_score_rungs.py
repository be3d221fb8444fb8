"""The rungs of a screen's values in full, over the form in which one says how far up one comes."""

from typing import Any

from bot.domain.reviews.self_score import SelfScoreForm, Step
from messages.catalog import Words
from messages.kit import context, modal
from messages.reviews.sections import rendered


def rungs_modal(words: Words, form: SelfScoreForm, step: Step) -> dict[str, Any]:
    """All that is scored on that screen, word for word, and how it counts."""
    assert step.section is not None
    shown = rendered(words, form.cycle.scheme, step.section, form.basis)
    return modal(
        title=words.label("The rungs in full"),
        blocks=[
            *(block for key in step.items for block in shown.about(key)),
            context(words.say("reviews/sections/ladder_rule")),
        ],
        callback_id="reviews.self_score.rungs",
        close=words.label("Close"),
    )
