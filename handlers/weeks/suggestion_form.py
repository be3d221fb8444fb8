"""What Slack says of the form in which a suggestion is answered, as values."""

from collections.abc import Mapping
from typing import Any

from bot.domain.text import typed_text
from bot.domain.weeks.suggestion_way import ANSWERS, Event
from messages.weeks.suggestion_modal import CAME, WORDS


def came_in(view: Mapping[str, Any]) -> Event | None:
    """What was chosen to come of it."""
    chosen = (_element(view, CAME).get("selected_option") or {}).get("value")
    return next((event for event in ANSWERS if event.value == chosen), None)


def words_in(view: Mapping[str, Any]) -> str:
    """Why, as far as it was typed."""
    return typed_text(str(_element(view, WORDS).get("value") or ""))


def typed_in(view: Mapping[str, Any]) -> dict[str, str]:
    """All of it, for a draft."""
    came = came_in(view)
    return {CAME: came.value if came else "", WORDS: words_in(view)}


def _element(view: Mapping[str, Any], block: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = next(iter(view["state"]["values"].get(block, {}).values()), {})
    return found
