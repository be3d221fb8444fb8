"""What Slack says of the form in which the desk judges a request, as values."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field

from bot.domain.intake.assess import REASON_LIMIT, Assessment, Effort, Impact, Priority, priority_of
from bot.domain.intake.triage import Reach
from bot.errors import Refusal
from handlers import carried
from handlers.carried import LARGEST_ID
from handlers.intake.forms import typed
from messages.intake.assess_form import AS_MADE, EFFORT, IMPACT, PRIORITY, REACH, REASON

Choice = TypeVar("Choice", bound=StrEnum)
FIELDS = (IMPACT, REACH, EFFORT, PRIORITY, REASON)


class AssessPlace(BaseModel):
    """Which request, and which assessment stood when the form was opened: its private_metadata."""

    request: Annotated[int, Field(ge=1, le=LARGEST_ID)]
    seen: Annotated[int, Field(ge=0, le=LARGEST_ID)]

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "AssessPlace":
        """Raises Refusal("card.unknown")."""
        return carried.read(cls, view["private_metadata"])


def values_in(view: Mapping[str, Any]) -> dict[str, str]:
    """What stands in the form, by field."""
    said = typed(view)
    return {name: str(said.get(name) or "") for name in FIELDS}


def assessment_in(values: Mapping[str, str]) -> Assessment:
    """The form, checked. Raises Refusal at the first field that is not right."""
    impact = _choice(Impact, values, IMPACT)
    reach = _choice(Reach, values, REACH)
    effort = _choice(Effort, values, EFFORT)
    made = priority_of(impact, reach, effort)
    is_made = values[PRIORITY] in ("", AS_MADE)
    reason = values[REASON].strip()
    if len(reason) > REASON_LIMIT:
        raise Refusal("request.text_too_long", field=REASON, limit=REASON_LIMIT)
    return Assessment(
        impact=impact,
        reach=reach,
        effort=effort,
        priority=made if is_made else _choice(Priority, values, PRIORITY),
        reason=reason,
    )


def _choice(kind: type[Choice], values: Mapping[str, str], name: str) -> Choice:
    try:
        return kind(values[name])
    except ValueError:
        raise Refusal("request.not_a_choice", field=name) from None
