"""What Slack says of the plan on the screen, as values."""

import json
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Field

from bot.domain.goals.plan_view import Chosen, Showing
from handlers import carried
from messages.goals.plan_modal import EVERYBODYS, PERIOD, SHOWING, WHOSE


class PlanPlace(BaseModel):
    """What was chosen of the plan: the view's private_metadata."""

    period: Annotated[str, Field(max_length=20)]
    whose: Annotated[str, Field(max_length=80)]
    showing: Showing
    page: Annotated[int, Field(ge=0, le=9999)]

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "PlanPlace":
        """Raises Refusal("card.unknown")."""
        return carried.read(cls, view["private_metadata"])

    @property
    def chosen(self) -> Chosen:
        return Chosen(period=self.period, whose=self.whose, showing=self.showing, page=self.page)


def chosen_in(view: Mapping[str, Any]) -> Chosen:
    """What is on the screen. Raises Refusal("card.unknown")."""
    return PlanPlace.of(view).chosen


def chosen_by(view: Mapping[str, Any], action: Mapping[str, Any]) -> Chosen:
    """The same after something else was chosen, from its first page. Raises Refusal("card.unknown")."""
    option = action.get("selected_option") or {}
    value = str(option.get("value", ""))
    field = {PERIOD: "period", WHOSE: "whose", SHOWING: "showing"}[action["action_id"]]
    said = {**PlanPlace.of(view).model_dump(), "page": 0, field: "" if value == EVERYBODYS else value}
    return carried.read(PlanPlace, json.dumps(said)).chosen
