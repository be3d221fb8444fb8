"""Rungs of a ladder, passed one by one from below. Source: domain.md §5."""

from collections.abc import Collection
from decimal import Decimal

from bot.errors import Refusal

RUNGS = 5
HALF = Decimal("0.5")


def climbed(rungs: Collection[int], *, in_part: bool = False) -> Decimal:
    """The score of these rungs, and with `in_part` of half of the one above the highest, where there is one.

    Raises Refusal("self_score.rung_gap", rung=…, below=…): `rung` is claimed over `below`, which is not.
    """
    top = max(rungs, default=0)
    below = next((rung for rung in range(1, top) if rung not in rungs), None)
    if below is not None or top > RUNGS or min(rungs, default=1) < 1:
        raise Refusal("self_score.rung_gap", rung=top, below=top - 1 if below is None else below)
    return Decimal(top) + (HALF if in_part and top < RUNGS else 0)


def rungs_reached(score: Decimal) -> tuple[int, bool]:
    """How many rungs are passed in full, and whether the one above is met in part."""
    return int(score), score != int(score)
