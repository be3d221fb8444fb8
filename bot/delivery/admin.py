"""What the admins hear of delivery itself."""

from bot.delivery.outgoing import Outgoing, Routes, Surroundings
from bot.domain.parked import NoticeParked
from messages.parked_card import parked_card


def on_parked(at: Surroundings, notice: NoticeParked) -> Outgoing | None:
    row = at.unit.outbox.get(notice.row_id)
    admin = at.person(notice.to)
    card = parked_card(
        at.words_for(admin), number=row.id, lane=row.lane, kind=row.kind, reason=row.problem or "unknown"
    )
    return Outgoing(message=card, person=admin)


ROUTES: Routes = {NoticeParked: on_parked}
