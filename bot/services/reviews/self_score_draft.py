"""A half-finished self-score as the JSON that a draft keeps."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from bot.domain.drafts import Form, Typed
from bot.domain.reviews.self_score import Answer, Draft
from storage.unit import Unit


def load_draft(unit: Unit, person_id: int, review_id: int) -> tuple[Draft, datetime] | None:
    """What was kept, and when."""
    kept = unit.drafts.get(person_id, Form.SELF_SCORE, str(review_id))
    return None if kept is None else (_restored(kept.data), kept.saved_at)


def keep_draft(unit: Unit, person_id: int, review_id: int, draft: Draft, *, at: datetime) -> None:
    """Keep all that was entered so far, in place of what was kept before."""
    unit.drafts.save(person_id, Form.SELF_SCORE, str(review_id), _dumped(draft), at=at)


def take_draft(unit: Unit, person_id: int, review_id: int) -> tuple[Draft, datetime] | None:
    """The same, to be handed in: it is gone once the transaction ends well."""
    taken = unit.drafts.take(person_id, Form.SELF_SCORE, str(review_id))
    return None if taken is None else (_restored(taken.data), taken.saved_at)


def _dumped(draft: Draft) -> dict[str, Any]:
    return {
        "step": draft.step,
        "comment": draft.comment,
        "acted_at": draft.acted_at,
        "window": draft.window,
        "taken": [[*item, times] for item, times in draft.taken.items()],
        "suggested": [list(item) for item in sorted(draft.suggested)],
        "answers": [
            {
                "section": section,
                "item": item,
                "score": None if answer.score is None else str(answer.score),
                "actual": answer.actual,
                "evidence": answer.evidence,
                "rungs": answer.rungs,
                "files": answer.files,
            }
            for (section, item), answer in draft.answers.items()
        ],
    }


def _restored(data: Typed) -> Draft:
    return Draft(
        step=data["step"],
        comment=data["comment"],
        acted_at=data["acted_at"],
        window=data.get("window", ""),
        taken={(section, item): times for section, item, times in data.get("taken", ())},
        suggested=frozenset((section, item) for section, item in data.get("suggested", ())),
        answers={
            (each["section"], each["item"]): Answer(
                score=None if each["score"] is None else Decimal(each["score"]),
                actual=each["actual"],
                evidence=each["evidence"],
                rungs=None if each.get("rungs") is None else tuple(each["rungs"]),
                files=tuple(each.get("files", ())),
            )
            for each in data["answers"]
        },
    )
