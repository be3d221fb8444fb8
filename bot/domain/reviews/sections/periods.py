"""What the periods of a year came to; nobody chooses a score. Source: domain.md §5, §8."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Literal

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.kpis import Whose
from bot.domain.reviews.scoring import snap
from bot.domain.reviews.sections.base import BaseSection, Keys
from bot.domain.reviews.sections.evidence import Need
from bot.domain.reviews.year import year_mean
from bot.domain.weeks.kept_under import Kind, Place

YEAR = "year"
"""Its one item: the year as a whole, of which both sides write."""


class PeriodsSection(BaseSection):
    """The mean of the periods, by their days. What its employee has to write is what they say of the year."""

    kept_as: ClassVar[Kind] = Kind.STATEMENT

    method: Literal["periods"]

    @property
    def asks_periods(self) -> bool:
        return True

    @property
    def has_cases(self) -> bool:
        return True

    def items(self, basis: Basis) -> Keys:  # noqa: ARG002 - what is asked of every kind
        return (YEAR,)

    def places(self, basis: Basis) -> Iterator[Place]:  # noqa: ARG002
        """None: cases are kept for what is scored within the year."""
        yield from ()

    @property
    def most_items(self) -> int:
        return 1

    def points(self, scale: Sequence[Decimal]) -> tuple[Decimal, ...]:
        return tuple(scale)

    def computed(self, basis: Basis, scale: Sequence[Decimal]) -> Mapping[str, Decimal]:
        """What the mean snaps to; nothing before the periods are known."""
        return {YEAR: snap(year_mean(basis.periods), scale)} if basis.periods else {}

    def steps(self, basis: Basis) -> tuple[Keys, ...]:
        return (self.items(basis),)

    def minutes(self, kpis: Mapping[Whose, int]) -> int:  # noqa: ARG002
        return 8

    def mean(self, basis: Basis, given: Mapping[str, Decimal]) -> Decimal:  # noqa: ARG002
        """Of the periods alone, whatever stands beside them. Raises Refusal("scoring.missing")."""
        return year_mean(basis.periods)

    def case_needed(self, score: Decimal | None) -> Need:  # noqa: ARG002
        return Need.WORDS
