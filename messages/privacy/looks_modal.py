"""Who looked at one's own file: a look a line, the newest first, by pages."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.privacy.looks import Looked, Looks, What
from messages.catalog import Words
from messages.kit import Block, Element, actions, button, context, modal, section
from messages.reviews.score_lines import cycle_title, short

LOOKS = "privacy.looks"
OPEN = "privacy.looks.open"
TURN = "privacy.looks.turn"
"""Begins the action of the buttons that turn a page. The value: the page."""
PERIOD_LIMIT = 80

SAYS: Mapping[What, Callable[[Words], str]] = {
    What.AS_EMPLOYEE: lambda words: words.label("Looked at your review as you see it"),
    What.AS_OTHER: lambda words: words.label("Looked at your review as somebody else sees it"),
    What.MATRIX: lambda words: words.label("Looked at results of your department"),
    What.CALIBRATION: lambda words: words.label("Read why you were scored so, to compare results"),
    What.GATES: lambda words: words.label("Looked at what is on record about you (the four gates)"),
    What.EXPORT: lambda words: words.label("Took out everything that is held of you"),
    What.REVIEWS_FILE: lambda words: words.label("Took out your reviews as a file"),
    What.RESULT_FILE: lambda words: words.label("Took out results as a file, yours among them"),
}


def looks_modal(words: Words, looks: Looks) -> dict[str, Any]:
    """One page of it."""
    return modal(
        title=words.label("Who looked"),
        blocks=[
            section(words.say("privacy/looks_modal/intro", total=looks.total)),
            *(_look(words, each) for each in looks.found),
            *_pages(words, looks),
        ],
        callback_id=LOOKS,
        close=words.label("Close"),
    )


def _look(words: Words, look: Looked) -> Block:
    return section(
        words.say(
            "privacy/looks_modal/look",
            what=SAYS[look.what](words),
            period=short(cycle_title(look.period), PERIOD_LIMIT) if look.period else "",
            by=short(look.by) if look.by else words.label("Whoever runs Steward"),
            at=look.at,
        )
    )


def _pages(words: Words, looks: Looks) -> list[Block]:
    def turn(label: str, where: str, page: int) -> Element:
        return button(label, f"{TURN}.{where}", value=str(page))

    if looks.pages == 1:
        return []
    return [
        context(words.say("concerns/page", page=looks.page, pages=looks.pages)),
        actions(
            turn(words.label("Previous page"), "earlier", looks.page - 1) if looks.page > 1 else None,
            turn(words.label("Next page"), "later", looks.page + 1) if looks.page < looks.pages else None,
        ),
    ]
