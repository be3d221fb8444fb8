"""A request as the desk reads it: how it stands, all its buttons, and below these all that was written."""

from typing import Any

from bot.domain.intake.facts import RequestFacts
from messages.catalog import Words
from messages.intake.desk_buttons import row_of_all
from messages.intake.triage_card import how_it_stands
from messages.intake.whole_request import whole_request
from messages.kit import context

CALLBACK = "intake.desk.request"


def desk_request(words: Words, request: RequestFacts, *, reader_id: int, carried: str = "") -> dict[str, Any]:
    """The modal. `carried`: which page of the queue it was opened from."""
    view = whole_request(words, request)
    row = row_of_all(words, request, reader_id=reader_id)
    return {
        **view,
        "callback_id": CALLBACK,
        "private_metadata": carried,
        "blocks": [context(*how_it_stands(words, request)), *([row] if row else []), *view["blocks"]],
    }
