"""What Slack says of the forms of a job-responsibility form, as values."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Field

from bot.domain.goals.job_form import NAME_LIMIT, PART_LIMIT, TEXT_LIMIT, Answer, Met
from bot.domain.goals.post import MOST_PARTS, RequirementKind
from bot.domain.text import is_blank, name_text, typed_text
from bot.errors import Refusal
from handlers import carried
from handlers.carried import LARGEST_ID, row_id
from messages.goals import duty_modal, requirement_modal
from messages.goals.job_form_buttons import NEWEST

Id = Annotated[int, Field(gt=0, le=LARGEST_ID)]


class FormPlace(BaseModel):
    """Which form, which step of it, and what its employee saw: the form's private_metadata."""

    form: Id
    step: int
    read_at: str

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "FormPlace":
        """Raises Refusal("card.unknown")."""
        return carried.read(cls, view["private_metadata"])


class VersionShown(BaseModel):
    """Which version of which form stood on the card, as buttons carry it."""

    form_id: int
    number: int

    @classmethod
    def of(cls, value: str) -> "VersionShown":
        """Raises Refusal("card.unknown")."""
        form_id, _, number = value.partition(":")
        return cls(form_id=row_id(form_id), number=row_id(number))


class VersionRead(BaseModel):
    """The same for reading: `number` is None for whichever is the newest."""

    form_id: int
    number: int | None

    @classmethod
    def of(cls, value: str) -> "VersionRead":
        """Raises Refusal("card.unknown")."""
        form_id, _, number = value.partition(":")
        return cls(form_id=row_id(form_id), number=None if number == str(NEWEST) else row_id(number))


class ItemPlace(BaseModel):
    """Which form, and which duty or requirement of it: None for a new one."""

    form: Id
    key: Annotated[str, Field(max_length=80)] | None

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "ItemPlace":
        """Raises Refusal("card.unknown")."""
        return carried.read(cls, view["private_metadata"])


class DutyTyped(BaseModel):
    """A duty as it was typed. `number` counts from 1."""

    name: str
    parts: list[str]
    number: int | None

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "DutyTyped":
        """Raises Refusal: job_form.no_name, job_form.too_long, job_form.too_many_parts,
        job_form.part_too_long; each at its field.
        """
        lines = (_typed(view, duty_modal.PARTS) or "").splitlines()
        parts = [name_text(line) for line in lines if not is_blank(line)]
        if len(parts) > MOST_PARTS:
            raise Refusal(
                "job_form.too_many_parts", field=duty_modal.PARTS, count=len(parts), most=MOST_PARTS
            )
        long = next((part for part in parts if len(part) > PART_LIMIT), None)
        if long is not None:
            raise Refusal(
                "job_form.part_too_long",
                field=duty_modal.PARTS,
                begins=long[:30],
                count=len(long),
                limit=PART_LIMIT,
            )
        number = _chosen(view, duty_modal.NUMBER)
        return cls(name=_name(view, duty_modal.NAME), parts=parts, number=row_id(number) if number else None)


class RequirementTyped(BaseModel):
    """A requirement of somebody's own as it was typed."""

    kind: RequirementKind
    name: str
    text: str

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "RequirementTyped":
        """Raises Refusal: job_form.no_name, job_form.too_long; each at its field."""
        return cls(
            name=_name(view, requirement_modal.NAME),
            kind=RequirementKind(_chosen(view, requirement_modal.KIND) or RequirementKind.ABILITY),
            text=_text(view, requirement_modal.TEXT, limit=TEXT_LIMIT),
        )


def answers_in(view: Mapping[str, Any], *, met: str, note: str) -> dict[str, Answer]:
    """What is chosen and typed on one screen, by the requirement's key. `met`, `note`: with what the
    block_ids of the two fields begin. Raises Refusal("job_form.too_long") at its field.
    """
    chosen: dict[str, Met | None] = {}
    notes: dict[str, str] = {}
    for block in view["state"]["values"]:
        kind, _, key = block.partition(":")
        if kind == met:
            value = _chosen(view, block)
            chosen[key] = Met(value) if value in set(Met) else None
        elif kind == note:
            notes[key] = _text(view, block, limit=TEXT_LIMIT)
    return {key: Answer(met=value, note=notes.get(key, "")) for key, value in chosen.items()}


def _name(view: Mapping[str, Any], block: str) -> str:
    name = name_text(_typed(view, block) or "")
    if not name:
        raise Refusal("job_form.no_name", field=block)
    return _within(name, block, limit=NAME_LIMIT)


def _text(view: Mapping[str, Any], block: str, *, limit: int) -> str:
    return _within((_typed(view, block) or "").strip(), block, limit=limit)


def _within(text: str, block: str, *, limit: int) -> str:
    if len(text) > limit:
        raise Refusal("job_form.too_long", field=block, count=len(text), limit=limit)
    return text


def _element(view: Mapping[str, Any], block: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = next(iter(view["state"]["values"].get(block, {}).values()), {})
    return found


def _typed(view: Mapping[str, Any], block: str) -> str | None:
    value = _element(view, block).get("value")
    return None if value is None else typed_text(str(value))


def _chosen(view: Mapping[str, Any], block: str) -> str | None:
    option = _element(view, block).get("selected_option")
    return str(option["value"]) if option else None
