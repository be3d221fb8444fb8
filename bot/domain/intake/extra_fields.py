"""The company's own fields in the form for a website issue, and what may be wrong with their file."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from bot.domain.data_file import Form, entries, filled, twice
from bot.domain.intake.triage import Kind
from bot.domain.organisation import Problem
from bot.domain.texts import LANGUAGES, Frozen, Key, Name

MOST_FIELDS, MOST_OPTIONS = 6, 20
"""Whoever files a request should not need long for it."""


class ExtraKind(StrEnum):
    """How a field is answered."""

    TEXT = "text"
    CHOICE = "choice"
    NUMBER = "number"
    DATE = "date"


class ExtraField(Frozen):
    """One field. `requests`: the kinds of request that it is asked for; empty: all of them."""

    key: Key
    label: Name
    kind: ExtraKind = ExtraKind.TEXT
    options: Annotated[tuple[Name, ...], Field(max_length=MOST_OPTIONS)] = ()
    requests: tuple[Kind, ...] = ()
    required: bool = False


class ExtraFields(Frozen):
    """What such a file holds."""

    fields: Annotated[tuple[ExtraField, ...], Field(max_length=MOST_FIELDS)]


def asked_for(fields: Sequence[ExtraField], kind: Kind) -> Sequence[ExtraField]:
    """Those that a request of this kind is asked for, in the order of the file."""
    return [each for each in fields if not each.requests or kind in each.requests]


def check(data: Any) -> tuple[tuple[ExtraField, ...] | None, tuple[Problem, ...]]:
    """The fields that a file's plain data makes, or all that is wrong with it."""
    if not isinstance(data, Mapping):
        return None, (Problem(code="shape", at=(), is_of_the_whole=True),)
    value, problems = filled(data, _FORM, languages=LANGUAGES)
    problems += _rules(data)
    return (None if problems or value is None else value.fields), tuple(problems)


_FORM = Form(model=ExtraFields, number=lambda _: "number")


def _rules(data: Mapping[str, Any]) -> Iterator[Problem]:
    """What fields that are right each by itself may still have wrong together."""
    rows = entries(data.get("fields"))
    yield from twice((("fields", number, "key"), each.get("key")) for number, each in rows)
    for number, each in rows:
        at, options = ("fields", number, "options"), each.get("options")
        if each.get("kind") == ExtraKind.CHOICE:
            if not options:
                yield Problem(code="missing", at=at, facts={"field": "options"})
            names = [(place, option.get("en")) for place, option in entries(options)]
            yield from twice(((*at, place, "en"), name) for place, name in names)
        elif options:
            yield Problem(code="unknown_field", at=at, facts={"field": "options"})
