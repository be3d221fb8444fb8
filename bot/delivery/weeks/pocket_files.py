"""A copy of a kept file, for whoever keeps it."""

from bot.delivery.outgoing import Attachment, Outgoing, Routes, Snapshot
from bot.domain.access import Deed, may
from bot.domain.weeks.notices import KeptFileWanted
from bot.errors import Missing
from messages.weeks.pocket_files import kept_file


def on_wanted(at: Snapshot, notice: KeptFileWanted) -> Outgoing | None:
    """Nothing where the case was taken out in the meantime."""
    reader = at.person(notice.to)
    try:
        case = at.unit.pocket.get(notice.case_id)
        file = at.unit.pocket_files.content(notice.case_id, notice.position)
    except Missing:
        return None
    if case.is_removed or not reader.is_active or not may(Deed.READ_POCKET, reader, case):
        return None
    return Outgoing(
        message=kept_file(at.words_for(reader)),
        person=reader,
        attachment=Attachment(name=file.name, content=file.content),
    )


ROUTES: Routes = {KeptFileWanted: on_wanted}
