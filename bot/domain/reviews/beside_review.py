"""What is read beside a self-score."""

from dataclasses import dataclass
from datetime import date

from bot.domain.people import Person
from bot.domain.weeks.feedback import FeedbackFacts

SHOWN = 5
"""Pieces that are shown at once: each can be long."""


@dataclass(frozen=True, kw_only=True)
class PeriodFeedback:
    """Feedback about somebody since a period began, the newest few. `total`: how much there is of it.

    `ends_on`: the period's last day. `may_read_all`: whether what is older is its reader's to read, too.
    """

    about: Person
    since: date
    ends_on: date
    pieces: tuple[FeedbackFacts, ...]
    total: int
    may_read_all: bool
