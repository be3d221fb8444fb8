"""What Slack says of the forms of input, as values."""

from collections.abc import Mapping
from typing import Any

from bot.domain.reviews.input import ANSWER, HOW, OWN, QUESTIONS, UNTIL, WHO, How, TypedInput
from bot.domain.text import typed_text

MOST_QUESTIONS = 10


def asked_in(view: Mapping[str, Any]) -> TypedInput:
    """What is to be asked, of whom, as far as it was typed."""
    return typed_of({field: _said(_element(view, field)) for field in (WHO, QUESTIONS, OWN, UNTIL, HOW)})


def typed_of(said: Mapping[str, Any]) -> TypedInput:
    """The same from what each field says, as a draft keeps it too; what is missing is empty."""
    how = said.get(HOW)
    return TypedInput(
        who=tuple(str(each) for each in said.get(WHO) or ()),
        questions=str(said.get(QUESTIONS) or ""),
        own=typed_text(str(said.get(OWN) or "")),
        until=str(said.get(UNTIL) or ""),
        how=str(how) if how in set(How) else How.TOGETHER.value,
    )


def answers_in(view: Mapping[str, Any]) -> list[str]:
    """What was said to each question, in their order."""
    blocks = view["state"]["values"]
    numbers = [number for number in range(MOST_QUESTIONS) if f"{ANSWER}{number}" in blocks]
    return [str(_said(_element(view, f"{ANSWER}{number}")) or "") for number in numbers]


def _said(element: Mapping[str, Any]) -> Any:
    """What stands in a field, of whatever kind it is."""
    if chosen := element.get("selected_option"):
        return chosen.get("value")
    return element.get("selected_users") or element.get("selected_date") or element.get("value")


def _element(view: Mapping[str, Any], block: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = next(iter(view["state"]["values"].get(block, {}).values()), {})
    return found
