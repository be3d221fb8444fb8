"""What comes back from the approval's buttons and forms."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from bot.domain.reviews.approval import Wanted
from bot.domain.reviews.facts import Item
from bot.domain.text import typed_text
from bot.errors import Refusal
from handlers.carried import row_id
from messages.reviews.adjust_modal import REASON, REASON_MAX, SCORE, Typed
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


class AdjustForm(BaseModel):
    """Scores and reasons by block, as they were typed: the keys are "section:item"."""

    scores: dict[str, Decimal]
    reasons: dict[str, str]

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "AdjustForm":
        scores: dict[str, str] = {}
        reasons: dict[str, str] = {}
        for block, actions in view["state"]["values"].items():
            kind, _, key = block.partition(":")
            if kind == SCORE:
                scores[key] = (actions[SCORE].get("selected_option") or {}).get("value", "")
            elif kind == REASON:
                reasons[key] = typed_text(actions[REASON].get("value") or "").strip()[:REASON_MAX]
        return cls.model_validate({"scores": scores, "reasons": reasons})

    def wanted(self) -> dict[Item, Wanted]:
        return {
            item_named(key): Wanted(score=score, reason=self.reasons.get(key) or None)
            for key, score in self.scores.items()
        }

    def draft(self) -> dict[str, Any]:
        return self.model_dump(mode="json")


def typed_before(draft: Mapping[str, Any] | None) -> Typed:
    """A kept draft as the form takes it."""
    if draft is None:
        return Typed()
    return Typed(
        scores={item_named(key): score for key, score in draft["scores"].items()},
        reasons={item_named(key): reason for key, reason in draft["reasons"].items()},
    )


class AskForm(BaseModel):
    """The manager's question."""

    question: str

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "AskForm":
        """Raises Refusal("review.question_missing") for blanks."""
        question = typed_text(view["state"]["values"][QUESTION][QUESTION].get("value") or "").strip()
        if not question:
            raise Refusal("review.question_missing", field=QUESTION)
        return cls(question=question)


def item_named(key: str) -> Item:
    """The item of a block or an option: "section:item"."""
    section, _, item = key.partition(":")
    return section, item
