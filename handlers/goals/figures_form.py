"""What Slack says of the form of figures, as values."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Field

from bot.domain.goals.figures import TYPED_LIMIT
from bot.domain.text import typed_text
from handlers import carried
from handlers.carried import LARGEST_ID


class Page(BaseModel):
    """Which cycle, which page of it, and what was read over: the form's private_metadata."""

    cycle: Annotated[int, Field(le=LARGEST_ID)]
    page: int
    read_at: str

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "Page":
        """Raises Refusal("card.unknown")."""
        return carried.read(cls, view["private_metadata"])


def typed_in(view: Mapping[str, Any]) -> dict[str, str]:
    """What stands in the fields, by the place's name; no longer than a field takes."""
    found = {}
    for block, element in (view.get("state") or {}).get("values", {}).items():
        value = next(iter(element.values())).get("value") or ""
        found[block.removeprefix("figure:")] = " ".join(typed_text(value).split())[:TYPED_LIMIT]
    return found
