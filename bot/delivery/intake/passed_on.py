"""What somebody reads who filed a request for a colleague: a reply to its author, ready to be sent."""

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.intake.notices import RequestPassedOn
from bot.services.intake.request_facts import request_facts
from messages.intake.passed_on_note import passed_on_note


def on_passed_on(at: Snapshot, notice: RequestPassedOn) -> Outgoing | None:
    person = at.person(notice.to)
    if not person.is_active:
        return None
    request = request_facts(at.unit, notice.request_id)
    message = passed_on_note(at.words_for(person), request, theirs=at.words_for(request.requester))
    return Outgoing(message=message, person=person)


ROUTES: Routes = {RequestPassedOn: on_passed_on}
