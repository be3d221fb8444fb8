"""What Slack says of the form of a goal of the plan, as values."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from bot.domain.goals.plan import KEY_LIMIT
from bot.domain.goals.plan_form import TypedGoal
from bot.domain.text import typed_text
from handlers import carried
from handlers.carried import LARGEST_ID
from handlers.goals.plans_form import PlanPlace
from messages.goals.plan_goal_modal import NONE

GoalKey = Annotated[str, StringConstraints(min_length=1, max_length=KEY_LIMIT)]


class GoalPlace(BaseModel):
    """Which goal, which of its changes was on the screen last, and over which view of the plan: the form's
    private_metadata.
    """

    key: GoalKey
    seen: Annotated[int, Field(ge=0, le=LARGEST_ID)]
    plan: PlanPlace

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "GoalPlace":
        """Raises Refusal("card.unknown")."""
        return carried.read(cls, view["private_metadata"])


def goal_in(view: Mapping[str, Any]) -> tuple[TypedGoal, str | None]:
    """What stands in the form, and the Slack id of whoever is to enter the figure."""
    said = {block: _value(view, block) or "" for block in view["state"]["values"]}
    source_id = said.pop("figure_by", "") or None
    texts = {name: "" if text == NONE else typed_text(text) for name, text in said.items()}
    return TypedGoal.typed(texts), source_id


def _value(view: Mapping[str, Any], block: str) -> str | None:
    element: Mapping[str, Any] = next(iter(view["state"]["values"][block].values()), {})
    chosen = element.get("selected_option")
    found: str | None = element.get("value") or element.get("selected_user")
    return str(chosen["value"]) if chosen else found
