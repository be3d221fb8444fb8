"""What a former manager says about how it went while they had somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.facts import Item
from bot.domain.reviews.scheme import Scheme

REMARK_LIMIT = 300
"""As much as is said of one item (our choice); the words beside it have their own room."""


@dataclass(frozen=True, kw_only=True)
class OfItem:
    """What they say of one KPI, value or statement: a score that they propose, a short remark, or both."""

    score: Decimal | None = None
    remark: str = ""

    @property
    def is_empty(self) -> bool:
        return self.score is None and not self.remark


@dataclass(frozen=True, kw_only=True)
class Written:
    """What stands in the form: the words, and what is said of single items."""

    text: str = ""
    items: Mapping[Item, OfItem] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.items


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """What a former manager wrote about how it went while they had somebody."""

    by: str
    text: str
    at: datetime
    items: Mapping[Item, OfItem] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ContributionFacts:
    """What a former manager is asked for: about whom, who has it now, and what they wrote so far.

    `may_write`: until the scores are fixed. `days` of the `of` of the period were theirs. `scheme` and
    `basis`: what is scored.
    """

    review_id: int
    cycle_id: int
    cycle_name: str
    employee: str
    manager: str
    days: int
    of: int
    written: Contribution | None
    may_write: bool
    scheme: Scheme
    basis: Basis


def as_asked(written: Written, *, scheme: Scheme, basis: Basis) -> Written:
    """Only what is scored in this review, with scores that can be given, and what says anything."""
    items: dict[Item, OfItem] = {}
    for part in scheme.sections:
        points = part.points(scheme.points)
        for key in part.items(basis):
            said = written.items.get((part.key, key), OfItem())
            kept = OfItem(
                score=said.score if said.score in points else None, remark=said.remark[:REMARK_LIMIT]
            )
            if not kept.is_empty:
                items[part.key, key] = kept
    return Written(text=written.text, items=items)


def items_as_kept(items: Mapping[Item, OfItem]) -> list[Any]:
    """As JSON values, for a row and for a draft."""
    return [
        [*item, None if said.score is None else f"{said.score:f}", said.remark]
        for item, said in items.items()
    ]


def items_of_kept(kept: list[Any]) -> dict[Item, OfItem]:
    """The same back."""
    return {
        (section, item): OfItem(score=None if score is None else Decimal(score), remark=remark)
        for section, item, score, remark in kept
    }
