"""The head of a day is told to each place outside once."""

from bot.domain.access import Deed, require
from bot.domain.record.chain import NOTHING_SEALED, Head
from bot.domain.record.head import HeadPlace
from bot.services.acting import Acting


def head_to_tell(acting: Acting, place: HeadPlace) -> Head | None:
    """The head of today, which that place was not told yet; None where it was, or where nothing is sealed."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        if place in unit.record.told(acting.today):
            return None
        head = unit.record.head()
    return None if head == NOTHING_SEALED else head


def head_was_told(acting: Acting, place: HeadPlace, head: Head) -> None:
    """It has it."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.begin() as unit:
        unit.record.note_told(head, place=place, day=acting.today, at=acting.now)
