"""What Slack says of the forms of an action, as values."""

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import BaseModel, Field

from bot.domain.actions.action_form import (
    DUE,
    GAP,
    KIND,
    LANDS,
    MENTOR,
    OFFERED,
    OWNER,
    QUESTIONS,
    SUPPORT,
    TEXT,
    TIED,
    TRAINING,
    TypedAction,
)
from bot.domain.text import typed_text
from bot.errors import Refusal
from handlers import carried
from handlers.carried import LARGEST_ID, row_id

Id = Annotated[int, Field(gt=0, le=LARGEST_ID)]


class FormCarries(BaseModel):
    """For whom it is, and whether it was opened over their list: the form's private_metadata."""

    about: Id
    over_list: bool = False

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "FormCarries":
        """Raises Refusal("card.unknown")."""
        return carried.read(cls, view["private_metadata"])


class OverList(BaseModel):
    """Which action a form is about that was opened over a list, and over which."""

    action: Id
    about: Id
    only_growth: bool = False

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> Self:
        """Raises Refusal("card.unknown")."""
        return carried.read(cls, view["private_metadata"])


class DropCarries(OverList):
    """The same, and which version of it was shown."""

    seen: Annotated[int, Field(ge=0, le=LARGEST_ID)]


def typed_in(view: Mapping[str, Any]) -> TypedAction:
    """Everything that stands in the form."""
    return TypedAction(
        kind=option_in(view, KIND),
        training=option_in(view, TRAINING),
        owner=option_in(view, OWNER),
        mentor=option_in(view, MENTOR),
        due=day_in(view, DUE),
        tied=option_in(view, TIED),
        gap=text_in(view, GAP),
        text=text_in(view, TEXT),
        questions=_ticked(view, QUESTIONS),
        lands=text_in(view, LANDS),
        support=_ticked(view, SUPPORT),
        offered=text_in(view, OFFERED),
    )


def seen_in(value: str) -> tuple[int, int]:
    """Which action, and which version of it was shown. Raises Refusal("card.unknown")."""
    action, _, seen = value.partition(":")
    if not (seen.isascii() and seen.isdecimal()):
        raise Refusal("card.unknown")
    return row_id(action), min(int(seen[:9]), LARGEST_ID)


def text_in(view: Mapping[str, Any], block: str) -> str:
    """What is typed into a field."""
    return typed_text(str(_element(view, block).get("value") or ""))


def day_in(view: Mapping[str, Any], block: str) -> str:
    """What is chosen as a day, as Slack writes it; empty where nothing is."""
    return str(_element(view, block).get("selected_date") or "")


def option_in(view: Mapping[str, Any], block: str) -> str:
    """What is chosen of a field; empty where nothing is."""
    return str((_element(view, block).get("selected_option") or {}).get("value") or "")


def _ticked(view: Mapping[str, Any], block: str) -> tuple[str, ...]:
    return tuple(str(each["value"]) for each in _element(view, block).get("selected_options") or ())


def _element(view: Mapping[str, Any], block: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = next(iter(view["state"]["values"].get(block, {}).values()), {})
    return found
