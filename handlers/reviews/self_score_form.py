"""What Slack says of the self-score form, as values."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints, ValidationError

from bot.domain.reviews.facts import Item
from bot.domain.reviews.sections.rungs import RUNGS, climbed
from bot.domain.reviews.self_score import ACTUAL_LIMIT, TEXT_LIMIT, Answer, Entered, Part
from bot.domain.text import typed_text
from bot.domain.weeks.pocket import KeptFile
from bot.domain.weeks.pocket_message import kept_file
from bot.errors import Refusal
from handlers import carried
from handlers.carried import LARGEST_ID
from messages.reviews.self_score_fields import CLAIMED, HALF, block_id
from messages.reviews.self_score_modal import COMMENT_BLOCK
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


Rung = Annotated[int, Field(ge=1, le=RUNGS)]


class AnswerForm(BaseModel):
    """One item's fields; None for one that is not on screen, "" for one that was left empty.

    `claimed`: all rungs that somebody says they passed; `in_part`: the one above them, where it was ticked.
    """

    score: Decimal | None = None
    claimed: tuple[Rung, ...] | None = None
    in_part: Rung | None = None
    rungs: tuple[Rung, ...] | None = None
    actual: Annotated[str, StringConstraints(strip_whitespace=True, max_length=ACTUAL_LIMIT)] | None = None
    evidence: Annotated[str, StringConstraints(strip_whitespace=True, max_length=TEXT_LIMIT)] | None = None


class CommentForm(BaseModel):
    """The closing remark."""

    comment: Annotated[str, StringConstraints(strip_whitespace=True, max_length=TEXT_LIMIT)] | None = None


def entered_in(view: Mapping[str, Any]) -> Entered:
    """What stands in the form now. Raises Refusal: self_score.too_long, self_score.rung_gap, both naming
    the field; card.unknown.
    """
    fields: dict[Item, dict[str, Any]] = {}
    files: dict[Item, tuple[KeptFile, ...]] = {}
    comment: str | None = None
    for block, element in view["state"]["values"].items():
        if item_of(block) is not None:
            continue  # what was chosen in the pocket stands in the field by now
        held = next(iter(element.values()))
        if block == COMMENT_BLOCK:
            comment = _typed(held) or ""
            continue
        _, part, section, item = block.split(":", 3)
        if part == Part.FILES:
            files[section, item] = tuple(map(kept_file, held.get("files") or ()))
            continue
        fields.setdefault((section, item), {}).update(_read(part, held))
    answers = {item: _answer(item, found) for item, found in fields.items()}
    try:
        return Entered(answers=answers, comment=CommentForm(comment=comment).comment, files=files)
    except ValidationError:
        raise Refusal("self_score.too_long", field=COMMENT_BLOCK, limit=TEXT_LIMIT) from None


def _answer(item: Item, found: dict[str, Any]) -> Answer:
    try:
        form = AnswerForm.model_validate(found)
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        if name not in LIMITS:
            raise Refusal("card.unknown") from None
        part = Part(name)
        raise Refusal("self_score.too_long", field=block_id(part, item), limit=LIMITS[part]) from None
    return Answer(score=_score(item, form), actual=form.actual, evidence=form.evidence, rungs=form.rungs)


def _score(item: Item, form: AnswerForm) -> Decimal | None:
    """What was chosen, or how far was climbed. A half is of the rung above, never of one that was passed."""
    if form.claimed is None:
        return form.score
    try:
        return climbed(form.claimed, in_part=form.in_part == max(form.claimed, default=0) + 1)
    except Refusal as refusal:
        raise Refusal(refusal.code, field=block_id(Part.SCORE, item), **refusal.facts) from None


def _read(part: str, held: Mapping[str, Any]) -> dict[str, Any]:
    """What one field says, by the names of AnswerForm."""
    if part.startswith(HALF):
        return {"in_part": part.removeprefix(HALF)} if held.get("selected_options") else {}
    if part == Part.RUNGS:
        return {"rungs": [each["value"] for each in held.get("selected_options") or ()]}
    if part != Part.SCORE:
        return {part: _typed(held) or ""}
    chosen = held.get("selected_option")
    value = str(chosen["value"]) if chosen else None
    if value is None or not value.startswith(CLAIMED):
        return {"score": value}
    return {"claimed": [rung for rung in value.removeprefix(CLAIMED).split(",") if rung]}


def _typed(held: Mapping[str, Any]) -> str | None:
    typed = held.get("value")
    return None if typed is None else typed_text(str(typed))
