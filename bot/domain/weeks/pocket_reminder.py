"""When somebody is told that their pocket is empty: with their weekly reminder, once a month at most."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

SETTLES_IN = timedelta(days=14)
"""So long after a period's beginning an empty pocket is not worth a word (our choice)."""


@dataclass(frozen=True, kw_only=True)
class Running:
    """The period in which somebody's goals run."""

    period: str
    starts_on: date
    ends_on: date

    def asks_for_evidence(self, day: date) -> bool:
        """Whether an empty pocket is told of on this day."""
        return self.starts_on + SETTLES_IN <= day <= self.ends_on


@dataclass(frozen=True, kw_only=True)
class EmptyPocket:
    """What the weekly reminder says of a pocket without anything of this period."""

    period: str


def month_of(day: date) -> str:
    """As which an occasion counts: 2026-11."""
    return f"{day:%Y-%m}"


def is_told(
    person_id: int, running: Running | None, *, day: date, keeps: Collection[int], silent: Collection[int]
) -> bool:
    """Whether somebody is told: their period has begun a while ago, they keep nothing of it (`keeps` are
    those who do), and they did not ask for silence.
    """
    return (
        running is not None
        and running.asks_for_evidence(day)
        and person_id not in keeps
        and person_id not in silent
    )
