"""When a score needs a case."""

from decimal import Decimal
from enum import StrEnum


class Need(StrEnum):
    """What the case has to show. WORDS: nothing, it is what somebody says of it themselves."""

    NONE = "none"
    AGAINST = "against"
    FOR = "for"
    WORDS = "words"


def needed(score: Decimal | None, *, below: Decimal | None, from_: Decimal | None) -> Need:
    """A case of what went against it under `below`, a convincing one for it at `from_` or more.

    Either threshold may be missing alone; before there is a score nothing is needed. Source: domain.md §3
    and §5; the thresholds are the scheme's (2.5 and 3 for the values of kpi-values).
    """
    if score is None:
        return Need.NONE
    if below is not None and score < below:
        return Need.AGAINST
    if from_ is not None and score >= from_:
        return Need.FOR
    return Need.NONE
