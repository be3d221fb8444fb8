"""What a former manager says about how it went while they had somebody."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """What a former manager wrote about how it went while they had somebody."""

    by: str
    text: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class ContributionFacts:
    """What a former manager is asked for: about whom, who has it now, and what they wrote so far.

    `may_write`: until the scores are fixed. `days` of the `of` of the period were theirs.
    """

    review_id: int
    cycle_id: int
    cycle_name: str
    employee: str
    manager: str
    days: int
    of: int
    written: Contribution | None
    may_write: bool
