"""What Slack says of the forms of feedback, as values."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Field

from bot.domain.text import typed_text
from bot.domain.weeks.feedback import Telling
from bot.domain.weeks.feedback_form import (
    BEHAVIOUR,
    CONSEQUENCE,
    SORT,
    TELLING,
    TIED,
    WHO,
    Sort,
    TypedFeedback,
)
from handlers import carried
from handlers.carried import LARGEST_ID
from messages.weeks.feedback_answer_modal import ANSWER


class FormCarries(BaseModel):
    """Which rule was shown in the form, and of whose draft it was opened: its private_metadata.

    `who` and `telling`: what was chosen before it became a suggestion, which has no such fields. `late`: the
    review whose score needs it.
    """

    shown: str
    opened: str
    who: str = ""
    telling: str = ""
    late: Annotated[int, Field(gt=0, le=LARGEST_ID)] | None = None

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "FormCarries":
        """Raises Refusal("card.unknown")."""
        return carried.read(cls, view["private_metadata"])


class AnswerCarries(BaseModel):
    """What is answered, and over which list the form was opened."""

    feedback: Annotated[int, Field(gt=0, le=LARGEST_ID)]
    listed: str = ""

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "AnswerCarries":
        """Raises Refusal("card.unknown")."""
        return carried.read(cls, view["private_metadata"])


def typed_in(view: Mapping[str, Any]) -> TypedFeedback:
    """What stands in the form of feedback. Raises Refusal("card.unknown")."""
    before = FormCarries.of(view)
    sort, telling = _option(view, SORT), _option(view, TELLING) or before.telling
    has_who = WHO in view["state"]["values"]
    return TypedFeedback(
        who=str(_element(view, WHO).get("selected_user") or "") if has_who else before.who,
        sort=Sort(sort) if sort in set(Sort) else None,
        behaviour=_text(view, BEHAVIOUR),
        consequence=_text(view, CONSEQUENCE),
        tied=_option(view, tied_block_in(view)),
        telling=Telling(telling) if telling in set(Telling) else Telling.AT_ONCE,
    )


def answer_in(view: Mapping[str, Any]) -> str:
    """What stands in the form of an answer."""
    return _text(view, ANSWER)


def tied_block_in(view: Mapping[str, Any]) -> str:
    """What it is tied to stands in a block of its own for each receiver."""
    return next((block for block in view["state"]["values"] if block.startswith(f"{TIED}:")), TIED)


def _text(view: Mapping[str, Any], block: str) -> str:
    return typed_text(str(_element(view, block).get("value") or ""))


def _option(view: Mapping[str, Any], block: str) -> str:
    return str((_element(view, block).get("selected_option") or {}).get("value") or "")


def _element(view: Mapping[str, Any], block: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = next(iter(view["state"]["values"].get(block, {}).values()), {})
    return found
