"""What Slack says of the forms for a word about a check-in, as values."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from bot.domain.text import typed_text
from bot.domain.weeks.talk_times import HOW_MANY
from handlers import carried
from handlers.carried import LARGEST_ID
from messages.weeks.digest_words_modal import TEXT
from messages.weeks.talk_times import PLACE


class WordPlace(BaseModel):
    """About which check-in, and of which offered times none suits: the form's private_metadata."""

    check_in: Annotated[int, Field(gt=0, le=LARGEST_ID)]
    declines: int | None

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "WordPlace":
        """Raises Refusal("card.unknown")."""
        return carried.read(cls, view["private_metadata"])


def text_in(view: Mapping[str, Any]) -> str:
    """What was written."""
    element: Mapping[str, Any] = next(iter(view["state"]["values"].get(TEXT, {}).values()), {})
    return typed_text(element.get("value") or "")


def times_in(view: Mapping[str, Any]) -> dict[int, datetime]:
    """The moments that were chosen, by their place on the screen."""
    found = {}
    for place in range(HOW_MANY):
        block = view["state"]["values"].get(PLACE.format(place), {})
        element: Mapping[str, Any] = next(iter(block.values()), {})
        if chosen := element.get("selected_date_time"):
            found[place] = datetime.fromtimestamp(chosen, tz=UTC)
    return found
