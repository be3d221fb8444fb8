"""What Slack says of the forms of a shared KPI, as values."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from bot.domain.text import typed_text
from handlers import carried
from handlers.carried import LARGEST_ID
from messages.goals.shared_modal import BECAUSE, DEPARTMENTS, PEOPLE


class KpiKey(BaseModel):
    """Whose sheet, and which of its KPIs: the form's private_metadata."""

    goals: Annotated[int, Field(gt=0, le=LARGEST_ID)]
    key: Annotated[str, StringConstraints(min_length=1, max_length=40)]

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "KpiKey":
        """Raises Refusal("card.unknown")."""
        return carried.read(cls, view["private_metadata"])

    @property
    def subject(self) -> str:
        """Under what its forms are kept."""
        return f"{self.goals}:{self.key}"


def because_in(view: Mapping[str, Any]) -> str:
    """Why, as far as it was typed."""
    return typed_text(str(_element(view, BECAUSE).get("value") or "")).strip()


def shared_with(view: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The Slack ids of the people and the names of the departments that were chosen."""
    people = _element(view, PEOPLE).get("selected_users") or []
    departments = _element(view, DEPARTMENTS).get("selected_options") or []
    return [str(each) for each in people], [str(each["value"]) for each in departments]


def _element(view: Mapping[str, Any], block: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = next(iter(view["state"]["values"].get(block, {}).values()), {})
    return found
