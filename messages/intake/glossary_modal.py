"""The glossary: terms by page, looked through, added to, changed."""

import json
from collections.abc import Sequence
from typing import Any

from bot.domain.intake.glossary import Kept
from messages.catalog import Words
from messages.intake.terms import spoken
from messages.kit import (
    Block,
    actions,
    button,
    context,
    field_input,
    fit,
    modal,
    overflow,
    section,
    text_input,
)

GLOSSARY_VIEW = "intake.glossary.view"
ADD_TERM = "intake.glossary.add"
TERM_MENU = "intake.glossary.menu"
"""The ⋯ of a term; its values are "edit:<id>" and "retire:<id>"."""
TURN_PAGE = "intake.glossary.turn_page"
EDIT, RETIRE = "edit", "retire"
SEARCH = "search"
SEARCH_LIMIT = 60
LINES = 20
NOTE_ROOM = 200


def glossary_modal(words: Words, terms: Sequence[Kept], *, search: str, page: int) -> dict[str, Any]:
    """The terms in which `search` stands. A page that is not there is the last one."""
    last = max(0, len(terms) - 1) // LINES
    page = min(page, last)
    shown = terms[page * LINES : (page + 1) * LINES]
    look = text_input("intake.glossary.search", typed=search, limit=SEARCH_LIMIT)
    return modal(
        title=words.label("Glossary"),
        submit=words.label("Search"),
        close=words.label("Close"),
        callback_id=GLOSSARY_VIEW,
        private_metadata=json.dumps({"search": search, "page": page}),
        blocks=[
            context(words.say("intake/glossary_modal/intro")),
            field_input(words.label("A word or a technical term"), look, block_id=SEARCH, optional=True),
            actions(button(words.label("Add a term…"), ADD_TERM, value="new", primary=not terms)),
            context(words.say("intake/glossary_modal/summary", count=len(terms), search=search)),
            *(_term(words, each) for each in shown),
            *_pages(words, page=page, last=last),
        ],
    )


def _term(words: Words, kept: Kept) -> Block:
    term = kept.term
    said = words.say(
        "intake/glossary_modal/term",
        words=spoken(term),
        technical=term.technical,
        note=fit(term.note, NOTE_ROOM),
        name=kept.by,
        at=kept.at,
    )
    menu = [(f"{EDIT}:{term.id}", words.label("Edit…")), (f"{RETIRE}:{term.id}", words.label("Retire…"))]
    return section(said, accessory=overflow(TERM_MENU, menu), block_id=f"term:{term.id}:{term.version}")


def _pages(words: Words, *, page: int, last: int) -> list[Block]:
    if not last:
        return []
    earlier = button(words.label("Previous page"), f"{TURN_PAGE}.earlier", value=str(page - 1))
    later = button(words.label("Next page"), f"{TURN_PAGE}.later", value=str(page + 1))
    return [
        context(words.say("concerns/page", page=page + 1, pages=last + 1)),
        actions(earlier if page else None, later if page < last else None),
    ]
