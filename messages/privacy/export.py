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
            "tables": [_shown(words, each) for each in held.tables if each.kind is kind],
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


def _shown(words: Words, each: HeldRows) -> Mapping[str, Any]:
    rows = [
        [(name, _written(words, value)) for name, value in row.items() if value not in (None, "", [], {})]
        for row in each.rows
    ]
    return {"name": each.table, "rows": rows, "withheld": each.withheld}


def _written(words: Words, value: Any) -> str:
    if isinstance(value, datetime):
        return f"{words.day(value)}, {words.time(value)}"
    if isinstance(value, bytes):
        return words.count("%(number)s byte", "%(number)s bytes", len(value))
    return str(_value(value))


def _value(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value
