"""What Slack says of the forms of a talk and of an appeal, as values."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.domain.reviews.talk import Preparation
from bot.domain.reviews.talk_way import DECISIONS, Event
from bot.domain.text import typed_text
from handlers.carried import day
from messages.reviews.appeal_modals import DECISION, EVIDENCE, REASON
from messages.reviews.talk_modals import ACTIONS, BEHAVIOUR, HELD, VERDICT


def preparation_in(view: Mapping[str, Any]) -> Preparation:
    """The three parts as they were typed."""
    return Preparation(
        behaviour=_text(view, BEHAVIOUR), verdict=_text(view, VERDICT), actions=_text(view, ACTIONS)
    )


def day_in(view: Mapping[str, Any]) -> date | None:
    """The day that was chosen; None where none was. Raises Refusal("card.unknown")."""
    chosen = _element(view, HELD).get("selected_date")
    return day(chosen) if chosen else None


def appeal_in(view: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong, and what shows it."""
    return {REASON: _text(view, REASON), EVIDENCE: _text(view, EVIDENCE)}


def decision_in(view: Mapping[str, Any]) -> tuple[Event | None, str]:
    """What was decided, and why."""
    chosen = (_element(view, DECISION).get("selected_option") or {}).get("value")
    return next((each for each in DECISIONS if each.value == chosen), None), _text(view, REASON)


def _text(view: Mapping[str, Any], block: str) -> str:
    return typed_text(str(_element(view, block).get("value") or ""))


def _element(view: Mapping[str, Any], block: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = next(iter(view["state"]["values"].get(block, {}).values()), {})
    return found
