"""Values are scored on ladders, passed rung by rung. Source: domain.md §5."""

from decimal import Decimal

RUNGS = 5
HALF = Decimal("0.5")

POINTS: tuple[Decimal, ...] = tuple(HALF * step for step in range(RUNGS * 2 + 1))
"""Every score a ladder can give: n for n rungs passed, and a half for the next one met in part."""


def rungs_reached(score: Decimal) -> tuple[int, bool]:
    """How many rungs are passed in full, and whether the one above is met in part."""
    return int(score), score != int(score)
