"""Performance beside values: in which field of the matrix somebody stands, and stood the time before.

Source: domain.md §7. Of released results only, and by the means of their sections: calibration moves a result
as a whole, and says nothing of what it comes from.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.domain.policy import Matrix
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.facts import Item
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.sections import BaseSection

FEWEST = 5
"""Fewer people are not drawn: who stands where would be known from the counts."""


class Field(StrEnum):
    """The five fields, as the source calls them. On screen they have neutral names."""

    STAR = "star"
    WILD_DOG = "wild_dog"
    BULL = "bull"
    RABBIT = "rabbit"
    DOG = "dog"


@dataclass(frozen=True, kw_only=True)
class Halves:
    """What the sections about figures come to, and those about the company's values; unrounded means."""

    performance: Decimal
    values: Decimal


@dataclass(frozen=True, kw_only=True)
class Stood:
    """Where somebody stood by the released result before, and of which period that was."""

    field: Field
    period: str


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Somebody in the matrix. `before`: None where there is no result with both halves before it."""

    review_id: int
    employee_id: int
    name: str
    field: Field
    before: Stood | None = None

    @property
    def has_moved(self) -> bool:
        return self.before is not None and self.before.field is not self.field


@dataclass(frozen=True, kw_only=True)
class MatrixFacts:
    """The matrix of a department, or (`department_id` None) of the company, in one cycle.

    `departments`: all that the reader may choose, by id. `people`: by name; empty where they are too few to
    be drawn. `count`: how many there are with both halves. `without`: how many were scored by a scheme that
    lacks one. `waiting`: how many results are not released. `is_without_you`: the reader's own is in none of
    it. `names_animals`: the reader may see the source's names. `lines`: where it is cut.
    """

    cycle_id: int
    cycle_name: str
    department_id: int | None
    departments: Mapping[int, str]
    sees_all: bool
    people: tuple[Standing, ...]
    count: int
    without: int
    waiting: int
    is_without_you: bool
    names_animals: bool
    lines: Matrix

    @property
    def is_drawn(self) -> bool:
        return self.count >= FEWEST

    @property
    def moved(self) -> tuple[Standing, ...]:
        return tuple(each for each in self.people if each.has_moved)

    @property
    def compared(self) -> int:
        """Of how many it is known where they stood before."""
        return sum(each.before is not None for each in self.people)

    def standing_in(self, field: Field) -> tuple[Standing, ...]:
        return tuple(each for each in self.people if each.field is field)


def has_halves(scheme: Scheme) -> bool:
    """Whether a scheme scores both."""
    return any(each.sheets for each in scheme.sections) and any(each.values for each in scheme.sections)


def halves(scheme: Scheme, basis: Basis, scores: Mapping[Item, Decimal]) -> Halves:
    """Both means of a result, of a scheme that has both. Raises Refusal("scoring.missing")."""
    figures = [each for each in scheme.sections if each.sheets]
    values = [each for each in scheme.sections if each.values]
    return Halves(performance=_mean(figures, basis, scores), values=_mean(values, basis, scores))


def field_of(means: Halves, lines: Matrix) -> Field:
    """Both high, both low, or one of each; whatever is between is the middle."""
    high = (means.performance >= lines.performance_from, means.values >= lines.values_from)
    low = (means.performance <= lines.performance_to, means.values < lines.values_below)
    if all(high):
        return Field.STAR
    if all(low):
        return Field.DOG
    if high[0] and low[1]:
        return Field.WILD_DOG
    return Field.RABBIT if low[0] and high[1] else Field.BULL


def counted(people: Sequence[Standing]) -> Iterator[tuple[Field, int]]:
    """How many stand in each field, in its order; the empty ones, too."""
    for field in Field:
        yield field, sum(each.field is field for each in people)


def _mean(sections: Sequence[BaseSection], basis: Basis, scores: Mapping[Item, Decimal]) -> Decimal:
    """Of several sections each counts by its weight."""
    total = Decimal()
    for section in sections:
        given = {item: score for (key, item), score in scores.items() if key == section.key}
        total += section.mean(basis, given) * section.weight
    return total / sum(each.weight for each in sections)
