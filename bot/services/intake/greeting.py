"""Somebody writes to Steward out of the blue."""

from datetime import datetime

from bot.domain.intake.notices import Greeted
from bot.domain.people import Person
from storage.unit import Store

QUIET_SECONDS = 600


def greet(store: Store, *, by: Person, now: datetime) -> None:
    """Say what Steward can do, at most once in ten minutes."""
    with store.begin() as unit:
        unit.outbox.add(Greeted(to=by.id, slot=int(now.timestamp()) // QUIET_SECONDS), now=now)
