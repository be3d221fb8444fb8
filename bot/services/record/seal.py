"""What was written since the last time is taken into the chain, in its order."""

from datetime import datetime

from bot.domain.access import Deed, require
from bot.domain.record.chain import Head
from bot.services.acting import Acting
from storage.unit import Unit

BATCH = 1000
"""Rows linked in one transaction: nobody else waits long for the database."""


def seal(unit: Unit, now: datetime) -> Head:
    """Take in everything that waits, what this transaction has written included; the head after it.

    Whoever else seals waits until the transaction ends. After an upgrade of a large database the first call
    takes some minutes a million rows: the job has done that long before a release.
    """
    unit.record.seal_alone(wait=True)
    head = unit.record.head()
    while (after := unit.record.seal(head, most=BATCH, at=now)) != head:
        head = after
    return head


def seal_what_waits(acting: Acting) -> None:
    """The same in steps, each a transaction of its own; nothing where another process is at it."""
    require(Deed.RUN_STEWARD, acting.by)
    while _seal_some(acting):
        pass


def _seal_some(acting: Acting) -> bool:
    with acting.store.begin() as unit:
        if not unit.record.seal_alone(wait=False):
            return False
        head = unit.record.head()
        return unit.record.seal(head, most=BATCH, at=acting.now).number == head.number + BATCH
