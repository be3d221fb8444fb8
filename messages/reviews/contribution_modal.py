"""A former manager's form: how it went while they had somebody."""

from typing import Any

from bot.domain.reviews.contribution import ContributionFacts
from messages.catalog import Words
from messages.kit import TEXT_LIMIT, field_input, modal, section, text_input
from messages.reviews.score_lines import cycle_title, short

CONTRIBUTION_FORM = "reviews.contribution.form"
TEXT = "text"


def contribution_modal(words: Words, facts: ContributionFacts, *, typed: str) -> dict[str, Any]:
    """One text, with what was written before."""
    return modal(
        title=words.label("How did it go?"),
        blocks=[
            section(
                words.say(
                    "reviews/contribution_modal/intro",
                    name=short(facts.employee),
                    cycle=cycle_title(facts.cycle_name),
                    manager=short(facts.manager),
                    days=facts.days,
                    of=facts.of,
                )
            ),
            field_input(
                words.label("What went well, what did not, and which figures were reached"),
                text_input(TEXT, typed=typed or None, limit=TEXT_LIMIT, multiline=True),
                block_id=TEXT,
            ),
        ],
        callback_id=CONTRIBUTION_FORM,
        close=words.label("Cancel"),
        submit=words.label("Send"),
        private_metadata=str(facts.review_id),
        notify_on_close=True,
    )
