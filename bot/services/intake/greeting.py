"""Somebody writes to Steward out of the blue."""

from bot.domain.access import Deed, require
from bot.domain.intake.notices import Greeted
from bot.services.acting import Acting

QUIET_SECONDS = 600


def greet(acting: Acting) -> None:
    """Say what Steward can do, at most once in ten minutes."""
    require(Deed.WRITE_TO_STEWARD, acting.by)
    with acting.store.begin() as unit:
        unit.outbox.add(
            Greeted(to=acting.person.id, slot=int(acting.now.timestamp()) // QUIET_SECONDS), now=acting.now
        )
