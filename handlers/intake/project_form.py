"""What the forms about projects hold."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, Field

from bot.domain.intake.project import Side
from bot.domain.intake.project_way import Event
from bot.domain.text import typed_text
from bot.errors import Refusal
from handlers.carried import LARGEST_ID, day
from messages.intake.project_form import FIELD, SIDE, TEXT
from messages.kit import TEXT_LIMIT

LONGEST_SUBMISSION = 70


class ProjectMetadata(BaseModel):
    """Which request is to be discussed."""

    request: Annotated[int, Field(ge=1, le=LARGEST_ID)]


class ProjectStepMetadata(BaseModel):
    """Which project a form is about, and which step; `line`: the one that is edited."""

    project: Annotated[int, Field(ge=1, le=LARGEST_ID)]
    event: Event
    line: Annotated[int, Field(ge=1, le=LARGEST_ID)] | None = None


def submission_of(view: Mapping[str, Any]) -> str:
    """By which one submission is told from the next: the record takes a form's place and a form the record's,
    so that several are handed in under one id.
    """
    return f"{view['id']}.{view.get('hash', '')}"[:LONGEST_SUBMISSION]


def text_of(values: Mapping[str, Any]) -> str:
    """What was written. Raises Refusal("request.text_too_long")."""
    text = typed_text(values.get(TEXT) or "").strip()
    if len(text) > TEXT_LIMIT:
        raise Refusal("request.text_too_long", field=TEXT, limit=TEXT_LIMIT)
    return text


def day_of(values: Mapping[str, Any], block_id: str) -> date:
    """The day that was chosen. Raises Refusal("request.not_a_choice")."""
    if not values.get(block_id):
        raise Refusal("request.not_a_choice", field=block_id)
    return day(values[block_id])


def side_of(values: Mapping[str, Any]) -> Side:
    """Raises Refusal("request.not_a_choice")."""
    if values.get(SIDE) not in set(Side):
        raise Refusal("request.not_a_choice", field=SIDE)
    return Side(values[SIDE])


def accounts_in(view: Mapping[str, Any], block_id: str) -> Sequence[str]:
    """The Slack accounts that were chosen, one or several."""
    state = (view["state"]["values"].get(block_id) or {}).get(FIELD) or {}
    if "selected_users" in state:
        return list(state["selected_users"] or ())
    return [state["selected_user"]] if state.get("selected_user") else []
