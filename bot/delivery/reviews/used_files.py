"""A copy of a file that came with a self-score, for whoever may read that."""

from bot.delivery.outgoing import Attachment, Outgoing, Routes, Snapshot
from bot.domain.access import Deed, may
from bot.domain.reviews.notices import UsedFileWanted
from bot.errors import Missing
from bot.services.reviews.used_files import find_used
from messages.reviews.used_files import used_file


def on_wanted(at: Snapshot, notice: UsedFileWanted) -> Outgoing | None:
    """Nothing where it was taken out, or the reader may not read it any more."""
    reader = at.person(notice.to)
    review, cycle, employee, _ = at.unit.reviews.whole(notice.review_id)
    if not reader.is_active or not may(Deed.READ_SELF_SCORE, reader, review):
        return None
    try:
        find_used(at.unit, notice.review_id, notice.case_id, notice.position)
        file = at.unit.pocket_files.content(notice.case_id, notice.position)
    except Missing:
        return None
    return Outgoing(
        message=used_file(at.words_for(reader), employee=employee.name, cycle_name=cycle.name),
        person=reader,
        attachment=Attachment(name=file.name, content=file.content),
    )


ROUTES: Routes = {UsedFileWanted: on_wanted}
