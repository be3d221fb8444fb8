"""What Slack says of the forms for a word about a check-in, as values."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Field

from bot.domain.text import typed_text
from handlers import carried
from handlers.carried import LARGEST_ID
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
