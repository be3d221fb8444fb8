"""What the manager hears of an ad-hoc review, and what HR does of its opening."""

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.reviews.notices import AdHocOpened
from bot.services.reviews.ad_hoc import ad_hoc_of
from messages.reviews.ad_hoc_note import ad_hoc_note


def on_ad_hoc_opened(at: Snapshot, notice: AdHocOpened) -> Outgoing | None:
    """Nothing where it was withdrawn since, or where it is somebody else's by now."""
    review = at.unit.reviews.look(notice.review_id)
    reader = at.person(notice.to)
    if not (reader.is_active and review.stage.counts) or review.manager_id != reader.id:
        return None
    note = ad_hoc_note(at.words_for(reader), ad_hoc_of(at.unit, review.id))
    return Outgoing(message=note, person=reader)


ROUTES: Routes = {AdHocOpened: on_ad_hoc_opened}
