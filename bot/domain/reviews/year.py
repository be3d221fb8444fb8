"""A year: what its quarters and half-years come to by the days that somebody spent in them.

Source: domain.md §5, §8; how quarters and half-years are mixed is our choice (docs/decisions/0075).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from bot.errors import Refusal

PLACES = 15
"""Decimals of a year's mean. Of days, weights and points that meet in one year no two different means lie
closer together; the means that go into it have some more, whose ends nobody means to count.
"""
_ONE = int(10**PLACES)


class Missing(StrEnum):
    """Why a period of the year counts for nothing. Each has its words."""

    NOT_HERE = "not_here"
    NO_REVIEW = "no_review"
    NOT_RELEASED = "not_released"
    TOO_NEW = "too_new"
    NOT_RATED = "not_rated"
    COVERED = "covered"


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What a period came to. `exact`: what counts in the year; `score`: its point.

    `kpi` and `values`: the means of its KPIs and of its values apart, None where its scheme had none.
    """

    exact: Decimal
    score: Decimal
    kpi: Decimal | None = None
    values: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class PeriodResult:
    """One period of somebody's year: `days` of its `of` calendar days are theirs, and what it came to.

    `counted`: None where it counts for nothing, and then `missing` says why.
    """

    period: str
    days: int
    of: int
    counted: Counted | None = None
    missing: Missing | None = None
    review_id: int | None = None

    @property
    def part(self) -> str:
        """Which part of the year it is: "Q1", "H2"."""
        return self.period[4:]

    @property
    def weight(self) -> Fraction:
        """By how much it counts: a whole quarter 1, a whole half-year 2, for it is two quarters long."""
        quarters = 1 if self.part.startswith("Q") else 2
        return Fraction(self.days * quarters, self.of) if self.counted is not None else Fraction()


@dataclass(frozen=True, kw_only=True)
class Trend:
    """Means one after the other, each with its part of the year, oldest first; no fewer than two."""

    steps: tuple[tuple[str, Decimal], ...]

    @property
    def change(self) -> Decimal:
        """By how much the last one is above the first."""
        return self.steps[-1][1] - self.steps[0][1]


def year_mean(periods: Sequence[PeriodResult]) -> Decimal:
    """The mean of what counts, by its share of days; nothing stands in for what is missing.

    Raises Refusal("scoring.missing") where nothing counts.
    """
    total = sum((each.weight for each in periods), Fraction())
    if not total:
        raise Refusal("scoring.missing", items=[each.period for each in periods])
    reached = sum(
        (Fraction(each.counted.exact) * each.weight for each in periods if each.counted is not None),
        Fraction(),
    )
    return Decimal(round(reached / total * _ONE)).scaleb(-PLACES)


def kpi_trend(periods: Sequence[PeriodResult]) -> Trend | None:
    """How the KPIs went over the year; None where fewer than two periods had any."""
    return _trend(periods, lambda counted: counted.kpi)


def values_trend(periods: Sequence[PeriodResult]) -> Trend | None:
    """The same of the values."""
    return _trend(periods, lambda counted: counted.values)


def last_counted(periods: Sequence[PeriodResult]) -> PeriodResult | None:
    """The last period with a result that counts."""
    return next((each for each in reversed(periods) if each.weight), None)


def _trend(periods: Sequence[PeriodResult], mean_of: Callable[[Counted], Decimal | None]) -> Trend | None:
    steps = tuple(
        (each.part, mean)
        for each in periods
        if each.counted is not None and (mean := mean_of(each.counted)) is not None
    )
    return Trend(steps=steps) if len(steps) > 1 else None
