"""Asked once before a request becomes private, or is opened again."""

import json
from typing import Any

from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.way import Event
from bot.domain.people import Person
from messages.catalog import Words
from messages.kit import modal, section

CALLBACK = "intake.visibility.form"


def visibility_form(
    words: Words, request: RequestFacts, event: Event, *, reader: Person, lost: int, channel: str
) -> dict[str, Any]:
    """What it means, and what it does not undo. `lost`: so many of Steward's messages cannot be removed."""
    said = words.say(
        f"intake/visibility_form/{event.value}",
        name=request.requester.name,
        owner=request.owner.name,
        is_mine=reader.id == request.requester.id,
        lost=lost,
        channel=channel,
    )
    is_hiding = event is Event.HIDE
    return modal(
        title=words.label("Request #%(number)d", number=request.id),
        submit=words.label("Make it private") if is_hiding else words.label("Open it again"),
        close=words.label("Cancel"),
        callback_id=CALLBACK,
        private_metadata=json.dumps({"request": request.id, "event": event.value}),
        blocks=[section(said)],
    )
