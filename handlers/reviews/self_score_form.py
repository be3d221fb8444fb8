"""What Slack says of the self-score form, as values."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints, ValidationError

from bot.domain.reviews.facts import Item
from bot.domain.reviews.self_score import ACTUAL_LIMIT, TEXT_LIMIT, Answer, Entered, Part
from bot.domain.text import typed_text
from bot.errors import Refusal
from handlers import carried
from handlers.carried import LARGEST_ID
from messages.reviews.self_score_modal import COMMENT_BLOCK, block_id
from messages.reviews.self_score_pocket import item_of

LIMITS = {Part.ACTUAL: ACTUAL_LIMIT, Part.EVIDENCE: TEXT_LIMIT}


class Place(BaseModel):
    """Which review, which step of it, and what its employee saw: the form's private_metadata."""

    review: Annotated[int, Field(le=LARGEST_ID)]
    step: int
    read_at: str

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "Place":
        """Raises Refusal("card.unknown")."""
        return carried.read(cls, view["private_metadata"])


class AnswerForm(BaseModel):
    """One item's fields; None for one that is not on screen, "" for one that was left empty."""

    score: Decimal | None = None
    actual: Annotated[str, StringConstraints(strip_whitespace=True, max_length=ACTUAL_LIMIT)] | None = None
    evidence: Annotated[str, StringConstraints(strip_whitespace=True, max_length=TEXT_LIMIT)] | None = None


class CommentForm(BaseModel):
    """The closing remark."""

    comment: Annotated[str, StringConstraints(strip_whitespace=True, max_length=TEXT_LIMIT)] | None = None


def entered_in(view: Mapping[str, Any]) -> Entered:
    """What stands in the form now. Raises Refusal("self_score.too_long") naming the field."""
    fields: dict[Item, dict[str, Any]] = {}
    comment: str | None = None
    for block, element in view["state"]["values"].items():
        if item_of(block) is not None:
            continue  # what was chosen in the pocket stands in the field by now
        value = _value(next(iter(element.values())))
        if block == COMMENT_BLOCK:
            comment = value or ""
            continue
        _, part, section, item = block.split(":", 3)
        fields.setdefault((section, item), {})[part] = value if part == Part.SCORE else value or ""
    answers = {item: _answer(item, found) for item, found in fields.items()}
    try:
        return Entered(answers=answers, comment=CommentForm(comment=comment).comment)
    except ValidationError:
        raise Refusal("self_score.too_long", field=COMMENT_BLOCK, limit=TEXT_LIMIT) from None


def _answer(item: Item, found: dict[str, Any]) -> Answer:
    try:
        form = AnswerForm.model_validate(found)
    except ValidationError as error:
        part = Part(str(error.errors()[0]["loc"][0]))
        raise Refusal(
            "self_score.too_long", field=block_id(part, item), limit=LIMITS.get(part, TEXT_LIMIT)
        ) from None
    return Answer(score=form.score, actual=form.actual, evidence=form.evidence)


def _value(element: Mapping[str, Any]) -> str | None:
    if element["type"] == "static_select":
        chosen = element.get("selected_option")
        return str(chosen["value"]) if chosen else None
    typed = element.get("value")
    return None if typed is None else typed_text(str(typed))
