"""What HR is asked about the review of somebody who left."""

from datetime import date

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.people import Role
from bot.domain.reviews.notices import LeaverWaits
from bot.services.reviews.leavers import leaver
from messages.reviews.leaver_card import leaver_card


def on_leaver(at: Snapshot, notice: LeaverWaits) -> Outgoing | None:
    """Nothing where they are back or it is over, or where the reader is not of HR any more."""
    reader = at.person(notice.to)
    facts = leaver(at.unit, notice.review_id, date.fromisoformat(notice.left_on))
    if facts is None or not (reader.is_active and reader.has(Role.HR)):
        return None
    return Outgoing(message=leaver_card(at.words_for(reader), facts), person=reader)


ROUTES: Routes = {LeaverWaits: on_leaver}
