"""Everything that is held of somebody, for them: as data, and as one page to read and print."""

import base64
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from bot.domain.privacy.held import HeldOf, HeldRows
from bot.domain.privacy.kinds import Kind
from messages.catalog import Words


def as_json(held: HeldOf) -> dict[str, Any]:
    """By table, each row by its columns; moments ISO in UTC, files base64."""
    return {
        "person": held.person.id,
        "at": held.at.isoformat(),
        "tables": [
            {
                "table": each.table,
                "kind": each.kind.value,
                "rows": [{name: _value(value) for name, value in row.items()} for row in each.rows],
                "withheld": each.withheld,
            }
            for each in held.tables
        ],
    }


def as_page(words: Words, held: HeldOf) -> str:
    """HTML without scripts, in the person's language; the template escapes whatever somebody typed."""
    kinds = [
        {
            "title": words.plain("privacy/export/kinds", kind=kind.value, part="title"),
            "why": words.plain("privacy/export/kinds", kind=kind.value, part="why"),
            "tables": [_shown(words, held, each) for each in held.tables if each.kind is kind],
        }
        for kind in Kind
    ]
    return words.plain(
        "privacy/export/page",
        language={"zh_Hans": "zh-Hans", "zh_Hant": "zh-Hant"}.get(words.language, "en"),
        name=held.person.name,
        day=words.day(held.at),
        kinds=[kind for kind in kinds if kind["tables"]],
    )


def _shown(words: Words, held: HeldOf, each: HeldRows) -> Mapping[str, Any]:
    rows = [
        [
            (_spoken(name.removesuffix("_id")), written)
            for name, value in row.items()
            if name != "id" and (written := _written(words, held, each.refers.get(name), value))
        ]
        for row in each.rows
    ]
    return {"name": _spoken(each.table), "rows": [row for row in rows if row], "withheld": each.withheld}


def _written(words: Words, held: HeldOf, refers: str | None, value: Any) -> str:
    """What is read of a value; nothing of a number that only leads from one row to another."""
    if refers is not None:
        return held.names.get(refers, {}).get(value, "")
    if isinstance(value, datetime):
        return words.stamp(value)
    if isinstance(value, date):
        return words.day(value)
    if isinstance(value, bool):
        return words.label("Yes") if value else words.label("No")
    if isinstance(value, bytes):
        return words.count("%(number)s byte", "%(number)s bytes", len(value))
    if isinstance(value, Mapping):
        said = ((_spoken(str(name)), _written(words, held, None, each)) for name, each in value.items())
        return "; ".join(f"{name}: {each}" for name, each in said if each)
    if isinstance(value, (list, tuple)):
        return "\n".join(filter(None, (_written(words, held, None, each) for each in value)))
    return "" if value is None else str(_value(value))


def _spoken(name: str) -> str:
    """A table's or column's name as words."""
    return name.replace("_", " ")


def _value(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value
