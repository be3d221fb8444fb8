"""What Slack says of the form of a brief, as values."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Field

from bot.domain.intake.brief import LIMITS, Part, Parts
from bot.domain.text import name_text
from bot.errors import Refusal
from handlers import carried
from handlers.carried import LARGEST_ID
from handlers.intake.forms import typed


class BriefPlace(BaseModel):
    """Which request, and which version stood when the form was opened: its private_metadata."""

    request: Annotated[int, Field(ge=1, le=LARGEST_ID)]
    seen: Annotated[int, Field(ge=0, le=LARGEST_ID)]

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "BriefPlace":
        """Raises Refusal("card.unknown")."""
        return carried.read(cls, view["private_metadata"])


def parts_in(view: Mapping[str, Any]) -> Parts:
    """The parts that the form has, as they stand in it; one that it does not have is not among them."""
    said = typed(view)
    parts = {part: str(said[part.value] or "").strip() for part in Part if part.value in said}
    if Part.HEADLINE in parts:
        parts[Part.HEADLINE] = name_text(parts[Part.HEADLINE])
    return parts


def require_room(parts: Parts) -> None:
    """Raises Refusal("request.text_too_long") at the first part that is longer than it may be."""
    for part, text in parts.items():
        if len(text) > LIMITS[part]:
            raise Refusal("request.text_too_long", field=part.value, limit=LIMITS[part])
