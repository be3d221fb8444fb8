"""Anchors: what earns which score. Source: domain.md §4."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Direction(StrEnum):
    """Which way a figure gets better."""

    HIGHER = "higher"
    LOWER = "lower"


class ScoredBy(StrEnum):
    """How a score is found: by words, which people weigh; by the share of the target that was reached; or
    by the band in which the figure lies. The last two suggest a score, the human decides.
    """

    WORDS = "words"
    SHARE = "share"
    BANDS = "bands"


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """What earns one score. `text` in words; beside or instead of it, by how the KPI is scored:

    `share`: the percentage of the target from which it is earned (or to which, where lower is better);
    `low` and `high`: the band, from `low` to below `high`, None where it is open at that end.
    """

    score: Decimal
    text: str = ""
    share: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


def suggest(
    anchors: Sequence[Anchor],
    *,
    scored_by: ScoredBy,
    direction: Direction,
    target: Decimal | None,
    actual: Decimal,
) -> Decimal | None:
    """The score that a figure earns, which a human may overrule; None where the anchors do not say.

    `anchors` best first; the best one whose condition is met. A share of a target that is nought or below
    says nothing.
    """
    if scored_by is ScoredBy.BANDS:
        return next((anchor.score for anchor in anchors if _holds(anchor, actual)), None)
    if scored_by is ScoredBy.SHARE and target is not None and target > 0:
        return next((each.score for each in anchors if _reaches(each, direction, target, actual)), None)
    return None


def figure_of(anchor: Anchor, target: Decimal | None) -> Decimal | None:
    """The figure from which a share of the target is earned; None where there is none to name."""
    if anchor.share is None or target is None or target <= 0:
        return None
    return anchor.share * target / 100


def _holds(band: Anchor, actual: Decimal) -> bool:
    if band.low is None and band.high is None:
        return False
    return (band.low is None or actual >= band.low) and (band.high is None or actual < band.high)


def _reaches(anchor: Anchor, direction: Direction, target: Decimal, actual: Decimal) -> bool:
    if anchor.share is None:
        return False
    reached, wanted = actual * 100, anchor.share * target
    return reached >= wanted if direction is Direction.HIGHER else reached <= wanted
