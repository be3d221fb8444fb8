"""A review scheme: data, validated, pinned by a cycle. Source: domain.md §3."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from bot.errors import Refusal

Texts = Mapping[str, str]
"""One text in each language of ours: {"en": …, "zh_Hans": …, "zh_Hant": …}."""


class Method(StrEnum):
    """How a section is scored."""

    KPI_SHEET = "kpi_sheet"
    LADDERS = "ladders"


@dataclass(frozen=True, kw_only=True)
class Point:
    """A point of the score scale and what it means."""

    score: Decimal
    meaning: Texts


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """A value: five rungs, lowest first, each a behaviour that can be seen."""

    key: str
    name: Texts
    rungs: tuple[Texts, ...]

    def __post_init__(self) -> None:
        if len(self.rungs) != 5:
            raise Refusal("scheme.rungs", value=self.key, count=len(self.rungs))


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the review. `weight` is a percentage.

    A mean under `gate_below` fails the whole review. A score below `case_below` or from `case_from`
    on needs a case; None asks for none.
    """

    key: str
    name: Texts
    weight: int
    method: Method
    ladders: tuple[Ladder, ...] = ()
    gate_below: Decimal | None = None
    case_below: Decimal | None = None
    case_from: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """One version of a scheme. Raises Refusal("scheme.weights_not_100") when built wrong."""

    key: str
    version: int
    name: Texts
    scale: tuple[Point, ...]
    sections: tuple[Section, ...]

    def __post_init__(self) -> None:
        total = sum(section.weight for section in self.sections)
        if total != 100:
            raise Refusal("scheme.weights_not_100", scheme=self.key, total=total)

    @property
    def points(self) -> tuple[Decimal, ...]:
        """The scores that can be given, best first."""
        return tuple(point.score for point in self.scale)

    def section(self, key: str) -> Section:
        return next(section for section in self.sections if section.key == key)


_SCHEME = TypeAdapter(Scheme)


def dump_scheme(scheme: Scheme) -> dict[str, Any]:
    """The scheme as JSON values, for a cycle to keep."""
    dumped: dict[str, Any] = _SCHEME.dump_python(scheme, mode="json")
    return dumped


def restore_scheme(data: dict[str, Any]) -> Scheme:
    """The scheme that a cycle keeps. Parsed once for the same content."""
    return _parsed(json.dumps(data))


@lru_cache(maxsize=32)
def _parsed(text: str) -> Scheme:
    return _SCHEME.validate_json(text)
