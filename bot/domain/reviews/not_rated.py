"""Somebody gets no score: too few days in the period, or HR closed the review. Source: domain.md §6."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Person


@dataclass(frozen=True, kw_only=True)
class Closing:
    """Who of HR closed a review, when and why. `by` is empty for the command line."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class NotRatedFacts:
    """Who gets no score in a cycle, and why: `closing` where HR closed the review; else they are there for
    `days` working days of the period, fewer than the `least` that it takes.
    """

    employee: Person
    cycle_name: str
    least: int
    days: int = 0
    closing: Closing | None = None
