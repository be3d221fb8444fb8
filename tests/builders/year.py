"""Years as values: what each period came to, and what is missing."""

from decimal import Decimal

from bot.domain.reviews.cycles import period_named
from bot.domain.reviews.year import Counted, Missing, PeriodResult


def came_to(
    period: str,
    exact: str,
    *,
    days: int | None = None,
    score: str | None = None,
    kpi: str | None = None,
    values: str | None = None,
    review_id: int | None = None,
) -> PeriodResult:
    """A period that counts; all of its days where none are said."""
    length = length_of(period)
    return PeriodResult(
        period=period,
        days=length if days is None else days,
        of=length,
        counted=Counted(
            exact=Decimal(exact),
            score=Decimal(score or exact),
            kpi=None if kpi is None else Decimal(kpi),
            values=None if values is None else Decimal(values),
        ),
        review_id=review_id,
    )


def lacks(period: str, missing: Missing, *, days: int | None = None) -> PeriodResult:
    """One that does not, and why."""
    length = length_of(period)
    return PeriodResult(period=period, days=length if days is None else days, of=length, missing=missing)


def length_of(period: str) -> int:
    """Its calendar days."""
    found = period_named(period)
    return (found.ends_on - found.starts_on).days + 1


FULL_YEAR = (
    came_to("2026Q1", "3.75", kpi="3.5", values="3"),
    came_to("2026Q2", "3.5", days=62, kpi="3.25", values="3.5"),
    lacks("2026Q3", Missing.TOO_NEW),
    came_to("2026Q4", "3.9166666666", score="4", kpi="4", values="3.5"),
)
"""With everything that a year can have: a part of a period, a missing one, a point beside its mean."""
