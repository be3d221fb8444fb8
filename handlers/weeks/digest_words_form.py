"""What Slack says of the forms for a word about a check-in, as values."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from bot.domain.text import typed_text
from bot.domain.weeks.digest_words import MOST_TIMES
from bot.errors import Refusal
from handlers import carried
from handlers.carried import LARGEST_ID, row_id
from messages.weeks.digest_words_modal import TEXT


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
    for place in range(MOST_TIMES):
        block = view["state"]["values"].get(f"time.{place}", {})
        element: Mapping[str, Any] = next(iter(block.values()), {})
        chosen = element.get("selected_date_time")
        if chosen:
            found[place] = datetime.fromtimestamp(chosen, tz=UTC)
    return found


def place_in(value: str, *, parts: int) -> list[int]:
    """The numbers that a button carries. Raises Refusal("card.unknown")."""
    said = value.split(":")
    if len(said) != parts or not all(each.isascii() and each.isdecimal() for each in said):
        raise Refusal("card.unknown")
    return [row_id(said[0]), *(int(each[:9]) for each in said[1:])]
