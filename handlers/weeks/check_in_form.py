"""What Slack says of the form of a check-in, as values."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel

from bot.domain.actions.follow_up import TypedFollow
from bot.domain.text import typed_text
from bot.domain.weeks.check_in import SkipReason
from bot.domain.weeks.check_in_form import BLOCKERS, HELPERS, TypedCheckIn, TypedKpi
from bot.domain.weeks.week import Week
from bot.errors import Refusal
from handlers import carried
from handlers.carried import row_id

PART_AND_KEY = 3


class CheckInPlace(BaseModel):
    """Of which week, and which version of it was on the screen: the form's private_metadata."""

    week: date
    seen: int

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "CheckInPlace":
        """Raises Refusal("card.unknown")."""
        return carried.read(cls, view["private_metadata"])


def typed_in(view: Mapping[str, Any]) -> TypedCheckIn:
    """Everything that stands in the form. Raises Refusal("card.unknown")."""
    kpis: dict[str, dict[str, str]] = {}
    actions: dict[int, dict[str, str]] = {}
    said = view["state"]["values"]
    for block in said:
        kind, *place = block.split(".", 2)
        if kind == "kpi" and len(place) == PART_AND_KEY - 1:
            kpis.setdefault(place[1], {})[place[0]] = _text(said, block)
        elif kind == "action" and len(place) == PART_AND_KEY - 1:
            actions.setdefault(row_id(place[1]), {})[place[0]] = _text(said, block)
    return TypedCheckIn(
        kpis={
            key: TypedKpi(
                outlook=parts.get("outlook", ""), figure=parts.get("figure", ""), line=parts.get("line", "")
            )
            for key, parts in kpis.items()
        },
        blockers=_text(said, BLOCKERS),
        helpers=tuple(_element(said, HELPERS).get("selected_users") or ()),
        actions={
            action_id: TypedFollow(how=parts.get("how", ""), line=parts.get("line", ""))
            for action_id, parts in actions.items()
        },
    )


def skip_chosen(value: str) -> SkipReason:
    """Raises Refusal("card.unknown")."""
    if value not in set(SkipReason):
        raise Refusal("card.unknown")
    return SkipReason(value)


def skip_from(value: str) -> tuple[SkipReason, int]:
    """Why, and which check-in: what the ⋯ carries. Raises Refusal("card.unknown")."""
    reason, _, check_in_id = value.partition(":")
    return skip_chosen(reason), row_id(check_in_id)


def week_of(value: str) -> Week:
    """The week that a button carries. Raises Refusal("card.unknown")."""
    return Week(carried.day(value))


def _text(said: Mapping[str, Any], block: str) -> str:
    element = _element(said, block)
    chosen = element.get("selected_option")
    return str(chosen["value"]) if chosen else typed_text(element.get("value") or "")


def _element(said: Mapping[str, Any], block: str) -> Mapping[str, Any]:
    return next(iter(said.get(block, {}).values()), {})
