"""What an owner reads when a request that was put off is back."""

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.intake.notices import RequestCameBack
from bot.services.intake.request_facts import request_facts
from messages.intake.later_note import came_back


def on_came_back(at: Snapshot, notice: RequestCameBack) -> Outgoing | None:
    """Nothing where it is settled, put off once more, or somebody else's by now."""
    request = request_facts(at.unit, notice.request_id)
    if request.is_closed or request.put_off is not None or request.owner.id != notice.to:
        return None
    person = at.person(notice.to)
    return Outgoing(message=came_back(at.words_for(person), request), person=person)


ROUTES: Routes = {RequestCameBack: on_came_back}
