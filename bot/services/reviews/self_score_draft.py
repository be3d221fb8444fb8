"""A half-finished self-score as the JSON that a draft keeps."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from bot.domain.reviews.self_score import Answer, Draft
from storage.unit import Unit

FORM = "self_score"
"""A draft's subject is the review's id."""


def load_draft(unit: Unit, person_id: int, review_id: int) -> tuple[Draft, datetime] | None:
    """What was kept, and when."""
    row = unit.drafts.get(person_id, FORM, str(review_id))
    return None if row is None else (_restored(row.data), row.saved_at)


def keep_draft(unit: Unit, person_id: int, review_id: int, draft: Draft, *, at: datetime) -> None:
    """Keep all that was entered so far, in place of what was kept before."""
    unit.drafts.save(person_id, FORM, str(review_id), _dumped(draft), at=at)


def take_draft(unit: Unit, person_id: int, review_id: int) -> tuple[Draft, datetime] | None:
    """The same, to be handed in: it is gone once the transaction ends well."""
    taken = unit.drafts.take(person_id, FORM, str(review_id))
    return None if taken is None else (_restored(taken[0]), taken[1])


def _dumped(draft: Draft) -> dict[str, Any]:
    return {
        "step": draft.step,
        "comment": draft.comment,
        "acted_at": draft.acted_at,
        "window": draft.window,
        "answers": [
            {
                "section": section,
                "item": item,
                "score": None if answer.score is None else str(answer.score),
                "actual": answer.actual,
                "evidence": answer.evidence,
            }
            for (section, item), answer in draft.answers.items()
        ],
    }


def _restored(data: dict[str, Any]) -> Draft:
    return Draft(
        step=data["step"],
        comment=data["comment"],
        acted_at=data["acted_at"],
        window=data.get("window", ""),
        answers={
            (each["section"], each["item"]): Answer(
                score=None if each["score"] is None else Decimal(each["score"]),
                actual=each["actual"],
                evidence=each["evidence"],
            )
            for each in data["answers"]
        },
    )
