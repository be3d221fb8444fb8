"""What became of messages of which somebody keeps a copy; and what was taken out of pockets for good."""

from datetime import timedelta

from bot.domain.access import Deed, require
from bot.domain.drafts import Form
from bot.domain.weeks.pocket_message import Change
from bot.services.acting import Acting

TAKEN_BACK_FOR = timedelta(days=1)


def note_change(acting: Acting, change: Change) -> None:
    """A message was edited or deleted: every copy of it says so, and stays as it is. Safe to run twice.

    Most messages are in nobody's pocket: then nothing is written.
    """
    require(Deed.CHANGE_MESSAGE, acting.by)
    with acting.store.read() as unit:
        if not unit.pocket.knows(change.channel, change.ts):
            return
    with acting.store.begin() as unit:
        unit.pocket.note_change(change)


def forget_removed(acting: Acting) -> None:
    """What was taken out a day ago is gone, and so is what was read for a form that nobody handed in."""
    require(Deed.RUN_STEWARD, acting.by)
    before = acting.now - TAKEN_BACK_FOR
    with acting.store.begin() as unit:
        unit.pocket.forget_removed(before=before)
        unit.drafts.drop_older(Form.POCKET, before=before)
