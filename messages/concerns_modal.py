"""Everything that is wrong of one cause, a page at a time."""

from typing import Any

from bot.domain.concerns import ConcernFacts
from messages.catalog import Mrkdwn, Words
from messages.concerns_card import concern_line
from messages.kit import Block, actions, button, context, modal, section

TURN_PAGE = "concerns.turn_page"

LINES = 40


def concerns_modal(words: Words, facts: ConcernFacts, *, page: int = 0) -> dict[str, Any]:
    """One line each, the oldest first. A page that is not there any more is the last one."""
    cause = facts.cause.value
    last = max(0, len(facts.open) - 1) // LINES
    page = min(page, last)
    shown = facts.open[page * LINES : (page + 1) * LINES]
    headline = words.say(f"concerns/{cause}", part="headline", count=len(facts.open)) if shown else None
    return modal(
        title=words.plain(f"concerns/{cause}", part="title"),
        blocks=[
            section(Mrkdwn(f"*{headline}*") if headline else words.say("concerns/nothing")),
            context(words.say(f"concerns/{cause}", part="mend")) if shown else None,
            *(section(concern_line(words, facts, each)) for each in shown),
            *_pages(words, cause, page=page, last=last),
        ],
        callback_id="concerns.list",
        close=words.label("Close"),
    )


def _pages(words: Words, cause: str, *, page: int, last: int) -> list[Block]:
    if not last:
        return []
    earlier = button(words.label("Previous page"), f"{TURN_PAGE}.earlier", value=f"{cause}:{page - 1}")
    later = button(words.label("Next page"), f"{TURN_PAGE}.later", value=f"{cause}:{page + 1}")
    return [
        context(words.say("concerns/page", page=page + 1, pages=last + 1)),
        actions(earlier if page else None, later if page < last else None),
    ]
