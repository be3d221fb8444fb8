"""The fields of a plan's file: types, lengths, and what may be left out."""

import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import Any

from bot.domain.goals.anchors import Direction
from bot.domain.goals.plan import (
    KEY_LIMIT,
    MEASURE_LIMIT,
    NAME_LIMIT,
    SOURCE_LIMIT,
    TARGET_LIMIT,
    UNIT_LIMIT,
    Text,
    span_named,
    typed_once,
)
from bot.domain.quantities import Quantity
from bot.domain.text import address, is_damaged, name_text, plain, typed_text, word
from bot.errors import Refusal

COMPANY = "company"
"""What stands as the owner of a goal of the whole company."""

_KEY = re.compile(rf"[a-z0-9][a-z0-9_-]{{0,{KEY_LIMIT - 1}}}")


class Unfit(Exception):
    """What stands in a field cannot be read. `code` and `facts` as a Problem's."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def _line(raw: Any) -> str:
    if not isinstance(raw, str):
        raise Unfit("text")
    if is_damaged(raw):
        raise Unfit("damaged")
    return raw


def _key(raw: Any, _languages: Sequence[str]) -> str:
    found = plain(_line(raw)).lower()
    if found and not _KEY.fullmatch(found):
        raise Unfit("key", value=_cut(found))
    return found


def _within(text: str, limit: int) -> str:
    if len(text) > limit:
        raise Unfit("too_long", limit=limit)
    return text


def _owner(raw: Any, _languages: Sequence[str]) -> str | None:
    owner = _within(name_text(_line(raw)), NAME_LIMIT)
    return None if word(owner) == COMPANY else owner


def _period(raw: Any, _languages: Sequence[str]) -> str:
    said = plain(_line(raw))
    if not said:
        return ""
    try:
        return span_named(said).name
    except Refusal:
        raise Unfit("plan.period", text=_cut(said)) from None


def _target(raw: Any, _languages: Sequence[str]) -> str:
    return _within(name_text(_line(raw)), TARGET_LIMIT)


def _address(raw: Any, _languages: Sequence[str]) -> str:
    return _within(address(_line(raw)), 254)


def _choice(raw: Any, _languages: Sequence[str], *, kind: type[StrEnum]) -> StrEnum | None:
    said = word(_line(raw))
    if not said:
        return None
    found = next((each for each in kind if each.value == said), None)
    if found is None:
        raise Unfit("choice", value=_cut(said), known=", ".join(kind))
    return found


def _text(raw: Any, languages: Sequence[str], *, limit: int, form: Callable[[str], str]) -> Text:
    """In one language, or in all."""
    if not isinstance(raw, Mapping):
        return typed_once(_within(form(_line(raw)), limit))
    unknown = [str(each) for each in raw if each not in languages]
    if unknown:
        raise Unfit("unknown_field", field=unknown[0])
    said = {language: _within(form(_line(text)), limit) for language, text in raw.items() if text is not None}
    missing = [language for language in languages if not said.get(language)]
    if missing:
        raise Unfit("language", missing=missing)
    return said


def _sentence(text: str) -> str:
    return typed_text(text).strip()


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


READ: Mapping[str, Callable[[Any, Sequence[str]], Any]] = {
    "key": _key,
    "name": partial(_text, limit=NAME_LIMIT, form=name_text),
    "parent": _key,
    "owner": _owner,
    "period": _period,
    "measure": partial(_text, limit=MEASURE_LIMIT, form=_sentence),
    "unit": partial(_text, limit=UNIT_LIMIT, form=name_text),
    "quantity": partial(_choice, kind=Quantity),
    "target": _target,
    "direction": partial(_choice, kind=Direction),
    "source": partial(_text, limit=SOURCE_LIMIT, form=_sentence),
    "figure_by": _address,
}
"""Each reads what stands there, given the languages in which a text can be, or raises Unfit."""

REQUIRED = frozenset({"key", "name", "period", "quantity", "target", "direction"})

DEFAULTS: Mapping[str, Any] = {
    "key": "",
    "name": {},
    "period": "2000",
    "quantity": Quantity.COUNT,
    "target": "",
    "direction": Direction.HIGHER,
}
"""What stands in for a field that could not be read."""
