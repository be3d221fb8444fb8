"""What comes back from the approval's buttons and forms."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, Field, ValidationError

from bot.domain.reviews.approval import Wanted
from bot.domain.reviews.facts import Item
from bot.domain.reviews.score_draft import item_of
from bot.domain.text import typed_text
from bot.errors import Refusal
from handlers.carried import LARGEST_ID, read, row_id
from messages.reviews.adjust_modal import CHOOSE, REASON, REASON_MAX, SCORE, WORDS
from messages.reviews.ask_modal import QUESTION


class Decided(BaseModel):
    """Which review, and which version of it was on the screen."""

    review_id: int
    version: int

    @classmethod
    def of(cls, value: str) -> "Decided":
        """Raises Refusal("card.unknown")."""
        review_id, _, version = value.partition(":")
        return cls(review_id=row_id(review_id), version=row_id(version))


class Scored(BaseModel):
    """What the form of scores carries: which review, what was kept of it, and which scores it added up."""

    review_id: Annotated[int, Field(gt=0, le=LARGEST_ID)]
    version: Annotated[int, Field(gt=0, le=LARGEST_ID)]
    read_at: Annotated[str, Field(max_length=40)] = ""
    shown: Annotated[str, Field(max_length=40)] = ""

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "Scored":
        """Raises Refusal("card.unknown")."""
        return read(cls, view["private_metadata"])


class AdjustForm(BaseModel):
    """Scores and reasons by block, as they were typed: the keys are "section:item"."""

    scores: dict[str, Annotated[Decimal, Field(ge=0, le=100)]]
    reasons: dict[str, str]

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "AdjustForm":
        """Raises Refusal("review.not_a_score") for what no field of ours holds."""
        scores: dict[str, str] = {}
        reasons: dict[str, str] = {}
        for block, actions in view["state"]["values"].items():
            kind, _, key = block.partition(":")
            if kind == SCORE:
                scores[key] = (actions[CHOOSE].get("selected_option") or {}).get("value", "")
            elif kind == REASON:
                reasons[key] = _reason(actions)
            elif kind == WORDS:
                item, _, score = key.rpartition(":")
                scores[item], reasons[item] = score, _reason(actions)
        try:
            return cls.model_validate({"scores": scores, "reasons": reasons})
        except ValidationError:
            raise Refusal("review.not_a_score") from None

    def entered(self) -> dict[Item, Wanted]:
        return {
            item_of(key): Wanted(score=score, reason=self.reasons.get(key) or None)
            for key, score in self.scores.items()
        }


def _reason(actions: Mapping[str, Any]) -> str:
    return typed_text(actions[REASON].get("value") or "").strip()[:REASON_MAX]


def chosen_item(action: Mapping[str, Any]) -> Item:
    """The item whose score was just chosen."""
    return item_of(str(action.get("block_id") or "").partition(":")[2])


class AskForm(BaseModel):
    """The manager's question."""

    question: str

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "AskForm":
        """Raises Refusal("review.question_missing") for blanks."""
        question = typed_question(view)
        if not question:
            raise Refusal("review.question_missing", field=QUESTION)
        return cls(question=question)


def typed_question(view: Mapping[str, Any]) -> str:
    """What stands in the field of the question."""
    return typed_text(view["state"]["values"][QUESTION][QUESTION].get("value") or "").strip()
