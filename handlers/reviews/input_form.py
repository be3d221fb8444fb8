"""What Slack says of the forms of input, as values."""

from collections.abc import Mapping
from typing import Any

from bot.domain.reviews.input import ANSWER, HOW, OWN, QUESTIONS, UNTIL, WHO, How, TypedInput
from bot.domain.text import typed_text

MOST_QUESTIONS = 10


def asked_in(view: Mapping[str, Any]) -> TypedInput:
    """What is to be asked, of whom, as far as it was typed."""
    how = (_element(view, HOW).get("selected_option") or {}).get("value")
    return TypedInput(
        who=tuple(_element(view, WHO).get("selected_users") or ()),
        questions=str((_element(view, QUESTIONS).get("selected_option") or {}).get("value") or ""),
        own=typed_text(str(_element(view, OWN).get("value") or "")),
        until=str(_element(view, UNTIL).get("selected_date") or ""),
        how=str(how) if how in set(How) else How.TOGETHER.value,
    )


def typed_of(kept: Mapping[str, Any]) -> TypedInput:
    """What a draft keeps."""
    how = kept.get(HOW)
    return TypedInput(
        who=tuple(str(each) for each in kept.get(WHO) or ()),
        questions=str(kept.get(QUESTIONS) or ""),
        own=str(kept.get(OWN) or ""),
        until=str(kept.get(UNTIL) or ""),
        how=str(how) if how in set(How) else How.TOGETHER.value,
    )


def answers_in(view: Mapping[str, Any]) -> list[str]:
    """What was said to each question, in their order."""
    blocks = view["state"]["values"]
    numbers = [number for number in range(MOST_QUESTIONS) if f"{ANSWER}{number}" in blocks]
    return [str(_element(view, f"{ANSWER}{number}").get("value") or "") for number in numbers]


def _element(view: Mapping[str, Any], block: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = next(iter(view["state"]["values"].get(block, {}).values()), {})
    return found
