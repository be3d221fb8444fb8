"""Anchors: what earns which score. Source: domain.md §4."""

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
