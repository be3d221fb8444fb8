"""A review scheme: data, validated, pinned by a cycle. Source: domain.md §3."""

import json
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any

from pydantic import Field, model_validator

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.distribution import Distribution, Score
from bot.domain.reviews.kpis import Whose
from bot.domain.reviews.sections import BaseSection, Section
from bot.domain.texts import Frozen, Key, Name
from bot.errors import Refusal

MOST_SECTIONS = 6
MOST_ITEMS = 30
"""As much as one review can ask (our choice): Slack shows a hundred blocks, and nobody weighs more."""

BANDS = (Decimal(4), Decimal("3.75"), Decimal("3.5"))
"""The lower limit of each band but the lowest, best first. Source: domain.md §6."""


class Looks(StrEnum):
    """Who has to confirm in the second look: the manager's manager and HR, or one of them."""

    BOTH = "both"
    EITHER = "either"


class Point(Frozen):
    """A point of the score scale and what it means."""

    score: Score
    meaning: Name


class Scheme(Frozen):
    """One version of a scheme. Raises Refusal("scheme.weights_not_100") when built wrong."""

    key: Key
    version: Annotated[int, Field(gt=0, le=9999)]
    name: Name
    scale: Annotated[tuple[Point, ...], Field(min_length=2, max_length=20)]
    sections: Annotated[tuple[Section, ...], Field(min_length=1, max_length=MOST_SECTIONS)]
    second_look: Looks = Looks.BOTH
    bands: Annotated[tuple[Score, ...], Field(min_length=1, max_length=20)] = BANDS
    distribution: Distribution | None = None

    @model_validator(mode="after")
    def _add_up(self) -> "Scheme":
        total = sum(section.weight for section in self.sections)
        if total != 100:
            raise Refusal("scheme.weights_not_100", scheme=self.key, total=total)
        return self

    @property
    def points(self) -> tuple[Decimal, ...]:
        """The scores that can be given, best first."""
        return tuple(point.score for point in self.scale)

    @property
    def sheets(self) -> frozenset[Whose]:
        """Whose KPI sheets a review on this scheme is about."""
        return frozenset().union(*(section.sheets for section in self.sections))

    @property
    def asks_post(self) -> bool:
        """Whether a review on this scheme is about what the employee's post asks for."""
        return any(section.asks_post for section in self.sections)

    @property
    def asks_periods(self) -> bool:
        """Whether it is for a year, of which it takes the mean."""
        return any(section.asks_periods for section in self.sections)

    def computed(self, basis: Basis) -> dict[tuple[str, str], Decimal]:
        """The scores that follow from the basis, which nobody chooses, by (section, item)."""
        return {
            (section.key, item): score
            for section in self.sections
            for item, score in section.computed(basis, self.points).items()
        }

    def section(self, key: str) -> BaseSection:
        return next(section for section in self.sections if section.key == key)


def dump_scheme(scheme: Scheme) -> dict[str, Any]:
    """The scheme as JSON values, for a cycle to keep.

    What one without shares is hashed as stays what it was before there were any.
    """
    without = None if scheme.distribution else {"distribution"}
    return scheme.model_dump(mode="json", exclude=without)


def restore_scheme(data: dict[str, Any]) -> Scheme:
    """The scheme that a cycle keeps, whichever version wrote it. Parsed once for the same content."""
    return _parsed(json.dumps(data))


@lru_cache(maxsize=32)
def _parsed(text: str) -> Scheme:
    return Scheme.model_validate_json(text)
