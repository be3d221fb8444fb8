"""What the form for a website issue asks for, by the kind of request: one table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain.data_file import decimal
from bot.domain.intake.extra_fields import ExtraField, ExtraKind
from bot.domain.intake.triage import Kind, Urgency
from messages.catalog import Words
from messages.intake.labels import reach_labels, urgency_choices
from messages.kit import (
    TEXT_LIMIT,
    Block,
    Element,
    checkboxes,
    date_input,
    field_input,
    file_input,
    fit,
    number_input,
    select,
    text_input,
)

PAGE, HAPPENED, EXPECTED, SINCE, DEVICE = "page", "happened", "expected", "since", "device"
REACH, FOR_WHOM, WISHED_BY, URGENCY, FILES = "reach", "for_whom", "wished_by", "urgency", "files"
PRIVATE, IS_PRIVATE = "private", "yes"
EXTRA = "extra."
"""The block_id of a field of the company's own is this and its key."""

PAGE_LIMIT = FOR_WHOM_LIMIT = ANSWER_LIMIT = 500
SINCE_LIMIT = DEVICE_LIMIT = WISHED_BY_LIMIT = 200
MOST_FILES = 10
FILE_TYPES = ("png", "jpg", "jpeg", "gif", "webp", "heic")

PRESET_URGENCY = Urgency.TODAY
"""Most of what is reported holds somebody's work up; it is shown, and changed with one choice."""

Draw = Callable[[Words, str, Any], Element]
"""The element of an action_id, with what was typed into it before."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """How one thing is asked for, whatever the kind. `dispatches`: what stands in the form is kept then."""

    draw: Draw
    is_optional: bool = True
    dispatches: bool = False


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One field of a kind, in its words."""

    field: str
    label: Callable[[Words], str]
    hint: Callable[[Words], str] | None = None


def _line(limit: int) -> Draw:
    return lambda _, action_id, typed: text_input(action_id, typed=fit(typed or "", limit), limit=limit)


def _story(_words: Words, action_id: str, typed: Any) -> Element:
    return text_input(action_id, typed=fit(typed or "", TEXT_LIMIT), limit=TEXT_LIMIT, multiline=True)


def _reach(words: Words, action_id: str, typed: Any) -> Element:
    choices = [(reach.value, label) for reach, label in reach_labels(words).items()]
    return select(action_id, choices, placeholder=words.label("As far as you know"), chosen=typed)


def _urgency(words: Words, action_id: str, typed: Any) -> Element:
    return select(
        action_id,
        urgency_choices(words),
        placeholder=words.label("How long can it wait?"),
        chosen=typed or PRESET_URGENCY,
    )


def _files(_words: Words, action_id: str, _typed: Any) -> Element:
    return file_input(action_id, kinds=FILE_TYPES, most=MOST_FILES)


def _private(words: Words, action_id: str, typed: Any) -> Element:
    box = (IS_PRIVATE, words.label("Private: only you and the product managers read it"))
    return checkboxes(action_id, [box], chosen=typed or [])


FIELDS: Mapping[str, Field] = {
    PAGE: Field(draw=_line(PAGE_LIMIT)),
    HAPPENED: Field(draw=_story, is_optional=False),
    EXPECTED: Field(draw=_story),
    SINCE: Field(draw=_line(SINCE_LIMIT)),
    DEVICE: Field(draw=_line(DEVICE_LIMIT)),
    REACH: Field(draw=_reach, dispatches=True),
    FOR_WHOM: Field(draw=_line(FOR_WHOM_LIMIT)),
    WISHED_BY: Field(draw=_line(WISHED_BY_LIMIT)),
    URGENCY: Field(draw=_urgency, is_optional=False, dispatches=True),
    FILES: Field(draw=_files),
    PRIVATE: Field(draw=_private),
}

_PAGE = Ask(
    field=PAGE,
    label=lambda words: words.label("Page address"),
    hint=lambda words: words.label("The address, or in words: the basket on a phone."),
)
_URGENCY = Ask(field=URGENCY, label=lambda words: words.label("How urgent is it?"))
_SCREENSHOTS = Ask(field=FILES, label=lambda words: words.label("Screenshots"))

WHO_READS = Ask(field=PRIVATE, label=lambda words: words.label("Who reads it?"))
"""Asked whatever the kind, at the end."""

ASKED: Mapping[Kind, tuple[Ask, ...]] = {
    Kind.WRONG: (
        _PAGE,
        Ask(field=HAPPENED, label=lambda words: words.label("What happened?")),
        Ask(field=EXPECTED, label=lambda words: words.label("What did you expect?")),
        Ask(field=SINCE, label=lambda words: words.label("Since when?")),
        Ask(
            field=DEVICE,
            label=lambda words: words.label("Device and browser"),
            hint=lambda words: words.label("For instance: Huawei phone, WeChat; or Windows, Chrome."),
        ),
        Ask(field=REACH, label=lambda words: words.label("How many are hit?")),
        _URGENCY,
        _SCREENSHOTS,
    ),
    Kind.QUESTION: (
        Ask(field=HAPPENED, label=lambda words: words.label("What do you want to do?")),
        _PAGE,
        _URGENCY,
        _SCREENSHOTS,
    ),
    Kind.CHANGE: (
        _PAGE,
        Ask(field=HAPPENED, label=lambda words: words.label("What should change?")),
        Ask(field=EXPECTED, label=lambda words: words.label("Why, and what for?")),
        Ask(field=REACH, label=lambda words: words.label("How many does it concern?")),
        _URGENCY,
        _SCREENSHOTS,
    ),
    # How urgent a project is, is nobody's to say alone: it is discussed first.
    Kind.PROJECT: (
        Ask(field=HAPPENED, label=lambda words: words.label("What is it, and what for?")),
        Ask(field=FOR_WHOM, label=lambda words: words.label("Who is it for?")),
        Ask(field=EXPECTED, label=lambda words: words.label("What would be different?")),
        Ask(
            field=WISHED_BY,
            label=lambda words: words.label("By when do you wish for it?"),
            hint=lambda words: words.label("A day or an occasion: before Singles' Day."),
        ),
        _SCREENSHOTS,
    ),
}
"""What each kind of request is asked for, in this order. A field has one block_id for all kinds, so that what
was typed stays when another kind is chosen. Screenshots stand last and everywhere: Slack could not keep them.
"""


def asked_input(words: Words, ask: Ask, action_id: str, typed: Mapping[str, Any]) -> Block:
    """One field as the form has it, with what was typed before."""
    field = FIELDS[ask.field]
    return field_input(
        ask.label(words),
        field.draw(words, action_id, typed.get(ask.field)),
        block_id=ask.field,
        hint=ask.hint(words) if ask.hint else None,
        optional=field.is_optional,
        dispatches=field.dispatches,
    )


def own_input(words: Words, field: ExtraField, action_id: str, typed: Mapping[str, Any]) -> Block:
    """A field of the company's own."""
    block_id = EXTRA + field.key
    return field_input(
        words.pick(field.label),
        _OWN[field.kind](words, field, action_id, str(typed.get(block_id) or "")),
        block_id=block_id,
        optional=not field.required,
    )


def _own_text(_words: Words, _field: ExtraField, action_id: str, typed: str) -> Element:
    return text_input(action_id, typed=fit(typed, ANSWER_LIMIT), limit=ANSWER_LIMIT)


def _own_choice(words: Words, field: ExtraField, action_id: str, typed: str) -> Element:
    choices = [(option["en"], words.pick(option)) for option in field.options]
    return select(action_id, choices, placeholder=words.label("Choose"), chosen=typed)


def _own_number(_words: Words, _field: ExtraField, action_id: str, typed: str) -> Element:
    # A draft may be older than the field: what is no number cannot stand in it.
    return number_input(action_id, typed=typed if decimal(typed) is not None else "")


def _own_date(words: Words, _field: ExtraField, action_id: str, typed: str) -> Element:
    return date_input(action_id, placeholder=words.label("Choose a day"), chosen=_day(typed))


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


_OWN: Mapping[ExtraKind, Callable[[Words, ExtraField, str, str], Element]] = {
    ExtraKind.TEXT: _own_text,
    ExtraKind.CHOICE: _own_choice,
    ExtraKind.NUMBER: _own_number,
    ExtraKind.DATE: _own_date,
}
