"""A request as the desk reads it: all its buttons on top, and below all that was written."""

from typing import Any

from bot.domain.intake.facts import RequestFacts
from messages.catalog import Words
from messages.intake.desk_buttons import row_of_all
from messages.intake.whole_request import whole_request
from messages.kit import Element, button

OPEN = "intake.desk.open"
CALLBACK = "intake.desk.request"


def desk_request(words: Words, request: RequestFacts, *, reader_id: int, carried: str = "") -> dict[str, Any]:
    """The modal. `carried`: which page of the queue it was opened from."""
    view = whole_request(words, request)
    row = row_of_all(words, request, reader_id=reader_id)
    return {
        **view,
        "callback_id": CALLBACK,
        "private_metadata": carried,
        "blocks": [*([row] if row else []), *view["blocks"]],
    }


def open_button(words: Words, number: int, *, primary: bool = False) -> Element:
    """Opens it; only for the desk."""
    return button(words.label("Open"), OPEN, value=str(number), primary=primary)
