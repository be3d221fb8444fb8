"""Taking back what the desk did."""

from datetime import datetime, timedelta

from bot.domain.intake.way import REQUEST, Event

UNDO_MINUTES = 5
"""How long a step can be taken back (our choice)."""


def undo_until(event: Event, *, at: datetime) -> datetime | None:
    """Until when something that was done then can be taken back; None where it never can."""
    return at + timedelta(minutes=UNDO_MINUTES) if event in REQUEST.undoable else None
