"""What Slack says of the pocket's forms, as values."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, Field

from bot.domain.text import typed_text
from bot.domain.weeks.pocket_message import MOST_FILES
from bot.errors import Refusal
from handlers import carried
from handlers.carried import LARGEST_ID
from handlers.shape import Id
from messages.weeks.keeping_modal import DAY, HEADING, NOTE, PLACE, WORDS


class MessagePlace(BaseModel):
    """Which message a form is about, and where to answer: its private_metadata."""

    channel: Id
    ts: Id
    respond_at: str = ""

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "MessagePlace":
        """Raises Refusal("card.unknown")."""
        return carried.read(cls, view["private_metadata"])


class PocketPlace(BaseModel):
    """Which page of the pocket is on the screen."""

    page: Annotated[int, Field(ge=0, le=9999)] = 0

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "PocketPlace":
        """Raises Refusal("card.unknown")."""
        return carried.read(cls, view["private_metadata"])


class CasePlace(PocketPlace):
    """Which case a form is about, over which page of the pocket."""

    case: Annotated[int, Field(ge=1, le=LARGEST_ID)]

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "CasePlace":
        """Raises Refusal("card.unknown")."""
        return carried.read(cls, view["private_metadata"])


class ShownCase(BaseModel):
    """Which case stands in a window, and of which of its files a copy was asked for there."""

    case: Annotated[int, Field(ge=1, le=LARGEST_ID)]
    sent: frozenset[Annotated[int, Field(ge=0, lt=MOST_FILES)]] = frozenset()

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "ShownCase":
        """Raises Refusal("card.unknown")."""
        return carried.read(cls, view["private_metadata"])


class Filled(BaseModel):
    """What stands in such a form; empty for what is not on it."""

    value: str = ""
    title: str = ""
    note: str = ""
    words: str = ""
    day: date | None = None


def filled_in(view: Mapping[str, Any]) -> Filled:
    """Texts come without what cannot be seen. Raises Refusal("card.unknown")."""
    said = {block: next(iter(each.values())) for block, each in view["state"]["values"].items()}
    chosen = (said.get(PLACE) or {}).get("selected_option") or {}
    day = (said.get(DAY) or {}).get("selected_date")
    return Filled(
        value=str(chosen.get("value", "")),
        title=_typed(said, HEADING),
        note=_typed(said, NOTE),
        words=_typed(said, WORDS),
        day=carried.day(day) if day else None,
    )


def at_its_field(view: Mapping[str, Any], refused: Refusal) -> Refusal:
    """The same refusal at a field that is on the screen: without a menu the place is what is written."""
    if refused.field == PLACE and PLACE not in view["state"]["values"]:
        return Refusal(refused.code, field=HEADING, **refused.facts)
    return refused


def _typed(said: Mapping[str, Any], block: str) -> str:
    return typed_text(str((said.get(block) or {}).get("value") or ""))
