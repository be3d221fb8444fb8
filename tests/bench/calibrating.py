"""What would fit: how long the shares of a department take, and the moves that keep them."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from bot.domain.reviews.distribution import standings
from bot.domain.reviews.fair_moves import Fitting, Placed, fair_moves
from tests.builders.shipped import load_scheme

TIMES = 5


@dataclass(frozen=True, kw_only=True)
class Calibrating:
    """One department, far from its shares: the least time that counting and proposing took together."""

    people: int
    moved: int
    milliseconds: float


def measure_calibrating(sizes: Sequence[int]) -> list[Calibrating]:
    """For departments of each size in which most were scored well, the same ones each time."""
    return [_measured(size) for size in sizes]


def _measured(size: int) -> Calibrating:
    scheme = load_scheme("kpi-values")
    if scheme.distribution is None:
        raise RuntimeError("the scheme has no shares")
    shares, scale = scheme.distribution.shares, scheme.points
    random = Random(size)
    placed = [
        Placed(
            id=number,
            point=point,
            exact=point + Decimal(random.randint(-12, 12)) / 100,
        )
        for number, point in enumerate(random.choices(scale[:5], weights=(1, 2, 4, 3, 3), k=size))
    ]
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        list(standings(shares, [each.point for each in placed]))
        found = fair_moves(shares, scale, placed)
        taken.append(time.perf_counter() - begun)
    if not isinstance(found, Fitting):
        raise RuntimeError(f"nothing fits {size} people")
    return Calibrating(people=size, moved=found.people, milliseconds=min(taken) * 1000)
