"""The clock of a request: it runs while the desk owes an answer, and stands while the requester does."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.history import Entry
from bot.domain.intake.way import REQUEST, Event, State

LEAST_MINUTES = 15
"""So many working minutes the desk has at least for what the requester replied. Our choice."""


def stopped_at(history: Sequence[Entry[State, Event]]) -> datetime | None:
    """When the clock was stopped last; None where it never was. `history`: oldest first."""
    stops = [
        entry.at
        for entry in history
        if REQUEST.stage(entry.from_state).answer_owed and not REQUEST.stage(entry.to_state).answer_owed
    ]
    return stops[-1] if stops else None


def minutes_left(left: int, *, whole: int) -> int:
    """Working minutes with which a clock goes on that had `left`; `whole`: what it begins with.

    What waited for the requester is not charged to the desk, so no more and no less than was left;
    but an answer takes its time. Source: domain.md §10, docs/decisions/0030.
    """
    return min(max(left, LEAST_MINUTES), whole)
