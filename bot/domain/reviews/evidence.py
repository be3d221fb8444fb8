"""When a score on a value needs a case."""

from decimal import Decimal
from enum import StrEnum


class Need(StrEnum):
    """What the case has to show."""

    NONE = "none"
    AGAINST = "against"
    FOR = "for"


def needed(score: Decimal, *, below: Decimal, from_: Decimal) -> Need:
    """A case of what went against the value under `below`, a convincing one for it at `from_` or more.

    Source: domain.md §3 and §5; the thresholds are the scheme's (2.5 and 3 in kpi-values).
    """
    if score < below:
        return Need.AGAINST
    if score >= from_:
        return Need.FOR
    return Need.NONE
