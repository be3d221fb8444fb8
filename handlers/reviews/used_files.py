"""*Send me the file* beside a file that came with a self-score: a copy comes to one's own messages."""

import re
from typing import Annotated, Any

from pydantic import BaseModel, Field
from slack_bolt import Ack, App

from bot.domain.weeks.pocket_message import MOST_FILES
from bot.errors import Refusal
from bot.services.reviews.approval import to_read
from bot.services.reviews.used_files import files_of, want_used_file
from handlers import carried
from handlers.carried import LARGEST_ID, row_id
from handlers.opening import bring_up_to_date
from handlers.visit import Visit
from messages.reviews.cases_modal import cases_modal
from messages.reviews.used_files import MOST_SHOWN, WANT


class Shown(BaseModel):
    """Which review is read, and of which of its files copies were asked for: the form's private_metadata."""

    review: Annotated[int, Field(ge=1, le=LARGEST_ID)]
    sent: Annotated[list[str], Field(max_length=MOST_SHOWN)] = []


def register(app: App) -> None:
    app.action(re.compile(rf"^{re.escape(WANT)}\."))(on_want)


def on_want(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """It is sent once for a window, however often one clicks there."""
    view, value = body["view"], action["value"]
    shown = carried.read(Shown, view["private_metadata"])
    case_id, _, position = value.partition(":")
    want_used_file(
        visit.acting,
        review_id=shown.review,
        case_id=row_id(case_id),
        position=_position(position),
        asked=view["id"],
    )

    def newest() -> dict[str, Any]:
        facts = to_read(visit.acting, review_id=shown.review)
        files = files_of(visit.acting, review_id=shown.review)
        return cases_modal(visit.words, facts, files, {*shown.sent, value})

    bring_up_to_date(visit.client, view, newest(), newest=newest)
    ack()


def _position(value: str) -> int:
    """Raises Refusal("card.unknown")."""
    if not (value.isascii() and value.isdecimal() and len(value) <= 3 and int(value) < MOST_FILES):
        raise Refusal("card.unknown")
    return int(value)
