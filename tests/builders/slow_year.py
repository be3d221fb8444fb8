"""A year counted once more, day by day and in fractions: slow, and of another build than what it checks."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

MONTHS_OF = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12)}


def slow_mean(
    year: int,
    results: Mapping[str, Fraction],
    *,
    joined_on: date | None = None,
    away: tuple[tuple[date, date], ...] = (),
) -> Fraction | None:
    """The mean of a year of which these parts have a result, by part ("Q1", "H2"); None where nothing counts.

    Every day brings what its quarter's or half-year's result is, as heavy as one day of that is: a whole
    quarter weighs one, a whole half-year two. A day in both is the quarter's. `away`: from, and back on.
    """
    weight, total = Fraction(), Fraction()
    day = date(year, 1, 1)
    while day.year == year:
        is_here = (joined_on is None or day >= joined_on) and not any(
            first <= day < back for first, back in away
        )
        part = next((each for each in _parts(day) if each in results), None)
        if is_here and part is not None:
            heavy = Fraction(2 if part[0] == "H" else 1, _length(year, part))
            weight += heavy
            total += heavy * results[part]
        day += timedelta(days=1)
    return total / weight if weight else None


def _parts(day: date) -> tuple[str, str]:
    return f"Q{(day.month + 2) // 3}", f"H{1 if day.month <= 6 else 2}"


def _length(year: int, part: str) -> int:
    first, last = MONTHS_OF[part]
    after = date(year + 1, 1, 1) if last == 12 else date(year, last + 1, 1)
    return (after - date(year, first, 1)).days


def slow_point(
    kpis: Sequence[Decimal], values: Sequence[Decimal], scale: Sequence[Decimal]
) -> tuple[Fraction, Fraction, bool]:
    """What a review of kpi-values with two KPIs of 60 and 40 comes to: its mean, its point, and whether the
    values failed it.
    """
    kpi = Fraction(kpis[0]) * Fraction(3, 5) + Fraction(kpis[1]) * Fraction(2, 5)
    value = sum(map(Fraction, values), Fraction()) / len(values)
    exact = kpi * Fraction(7, 10) + value * Fraction(3, 10)
    if value < Fraction(5, 2):
        return exact, Fraction(min(scale)), True
    best = None
    for point in sorted(map(Fraction, scale)):
        if best is None or abs(point - exact) < abs(best - exact):
            best = point
    assert best is not None
    return exact, best, False
