"""What comes back from a former manager's form."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, Field, ValidationError

from bot.domain.reviews.contribution import OfItem, Written
from bot.domain.reviews.score_draft import item_of
from bot.domain.text import typed_text
from bot.errors import Refusal
from messages.reviews.contribution_modal import REMARK, SCORE, TEXT


class ContributionForm(BaseModel):
    """The words, and scores and remarks by "section:item"."""

    text: str = ""
    scores: dict[str, Annotated[Decimal, Field(ge=0, le=100)]]
    remarks: dict[str, str]

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "ContributionForm":
        """Raises Refusal("review.not_a_score") for what no field of ours holds."""
        text, scores, remarks = "", dict[str, str](), dict[str, str]()
        for block, actions in view["state"]["values"].items():
            kind, _, key = block.partition(":")
            if kind == SCORE and (chosen := actions[SCORE].get("selected_option")):
                scores[key] = chosen["value"]
            elif kind == REMARK:
                remarks[key] = _typed(actions[REMARK])
            elif kind == TEXT:
                text = _typed(actions[TEXT])
        try:
            return cls.model_validate({"text": text, "scores": scores, "remarks": remarks})
        except ValidationError:
            raise Refusal("review.not_a_score") from None

    def written(self) -> Written:
        said = {
            item_of(key): OfItem(score=self.scores.get(key), remark=self.remarks.get(key, ""))
            for key in dict.fromkeys((*self.scores, *self.remarks))
        }
        return Written(text=self.text, items={item: each for item, each in said.items() if not each.is_empty})


def _typed(field: Mapping[str, Any]) -> str:
    return typed_text(field.get("value") or "").strip()
