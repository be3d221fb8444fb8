"""Scores: the scale, the sections, and what they add up to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.errors import Refusal

PLACES = 20
"""Decimals of a mean that count. Two means of a review that differ do so long before; what stands behind
comes of thirds and sevenths that have no end, and would tell half-way from half-way by the order of adding.
"""


class Side(StrEnum):
    """Who gave a score."""

    SELF = "self"
    MANAGER = "manager"


@dataclass(frozen=True, kw_only=True)
class SectionScore:
    """A section's unrounded mean and its weight in percent."""

    key: str
    weight: int
    mean: Decimal


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a review comes to. `exact` is the unrounded weighted mean; `score` a point of the scale.

    A failed gate makes `score` the lowest point, whatever `exact` says. `computed`: what `score` was before
    calibration moved it; None where nothing did.
    """

    sections: tuple[SectionScore, ...]
    exact: Decimal
    score: Decimal
    failed: bool
    computed: Decimal | None = None

    @property
    def nearest(self) -> Decimal:
        """The point to which the scores add up, whatever calibration made of it."""
        return self.score if self.computed is None else self.computed


def weighted_mean(scores: Mapping[str, Decimal], weights: Mapping[str, int]) -> Decimal:
    """The mean of the items' scores, unrounded; weights are percentages that add up to 100.

    Source: domain.md §3 and §4. Raises Refusal("scoring.weights_not_100"), and
    Refusal("scoring.missing") for an item that has a weight and no score.
    """
    total = sum(weights.values())
    if total != 100:
        raise Refusal("scoring.weights_not_100", total=total)
    missing = [item for item in weights if item not in scores]
    if missing:
        raise Refusal("scoring.missing", items=missing)
    return sum((scores[item] * weight for item, weight in weights.items()), Decimal()) / 100


def mean(scores: Sequence[Decimal]) -> Decimal:
    """The plain mean, unrounded. Raises Refusal("scoring.missing") of nothing."""
    if not scores:
        raise Refusal("scoring.missing", items=[])
    return sum(scores, Decimal()) / len(scores)


def snap(value: Decimal, scale: Sequence[Decimal]) -> Decimal:
    """The nearest point of the scale; half-way goes down (our choice). Source: domain.md §3."""
    return min(sorted(scale), key=lambda point: abs(point - value))


def outcome(sections: Sequence[SectionScore], *, scale: Sequence[Decimal], failed: bool) -> Outcome:
    """Weighted mean of the sections, snapped to the scale; the gate overrules it.

    Source: domain.md §3. Raises Refusal("scoring.weights_not_100").
    """
    reached = weighted_mean({s.key: s.mean for s in sections}, {s.key: s.weight for s in sections})
    exact = round(reached, PLACES)
    score = min(scale) if failed else snap(exact, scale)
    return Outcome(sections=tuple(sections), exact=exact, score=score, failed=failed)
