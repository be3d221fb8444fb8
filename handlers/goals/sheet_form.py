"""What Slack says of the forms of a sheet and of a KPI, as values."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, Field

from bot.domain.goals.kpi_form import TypedKpi
from bot.domain.text import typed_text
from handlers import carried
from handlers.carried import LARGEST_ID
from messages.goals.kpi_modal import NONE
from messages.goals.sheet_modal import COUNTS_FROM, REASON

Id = Annotated[int, Field(gt=0, le=LARGEST_ID)]


class SheetPlace(BaseModel):
    """Whose sheet, and which version of the goals was on the screen: the form's private_metadata."""

    goals: Id
    seen: int

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "SheetPlace":
        """Raises Refusal("card.unknown")."""
        return carried.read(cls, view["private_metadata"])


class KpiPlace(BaseModel):
    """Whose sheet, and which of its KPIs; no key for a new one."""

    goals: Id
    key: str | None

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "KpiPlace":
        """Raises Refusal("card.unknown")."""
        return carried.read(cls, view["private_metadata"])


def reason_in(view: Mapping[str, Any]) -> str:
    """Why, as far as it was typed."""
    return typed_text(_value(view, REASON) or "").strip()


def day_in(view: Mapping[str, Any]) -> date | None:
    """From which day a change counts, where it was asked. Raises Refusal("card.unknown")."""
    chosen = _value(view, COUNTS_FROM)
    return carried.day(chosen) if chosen else None


def kpi_in(view: Mapping[str, Any]) -> tuple[TypedKpi, str | None]:
    """What stands in a KPI's form, and the Slack id of whoever is to enter its figure."""
    said = {block: _value(view, block) or "" for block in view["state"]["values"]}
    source_id = said.pop("figure_by_id", "") or None
    return TypedKpi.typed({name: typed_text(text) for name, text in said.items()}), source_id


def _value(view: Mapping[str, Any], block: str) -> str | None:
    element = next(iter(view["state"]["values"].get(block, {}).values()), None)
    if element is None:
        return None
    chosen = element.get("selected_option")
    if chosen:
        return "" if chosen["value"] == NONE else str(chosen["value"])
    found: str | None = element.get("value") or element.get("selected_date") or element.get("selected_user")
    return found
