"""What a requester reads once more when nobody knows whether it is settled."""

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.intake.cards import my_request_card
from bot.domain.intake.closing import closes_on
from bot.domain.intake.notices import ConfirmationStillWanted
from bot.services.intake.request_facts import request_facts
from messages.intake.closing_note import confirmation_still_wanted


def on_confirmation_still_wanted(at: Snapshot, notice: ConfirmationStillWanted) -> Outgoing | None:
    """Nothing once they said so, or it was done anew."""
    person, request = at.person(notice.to), request_facts(at.unit, notice.request_id)
    is_same = request.owed_since.isoformat() == notice.since
    if not person.is_active or not request.stage.to_confirm or not is_same:
        return None
    last = closes_on(request.owed_since, requester=person, policy=at.policy)
    return Outgoing(
        message=confirmation_still_wanted(at.words_for(person), request, closes_on=last),
        person=person,
        under=my_request_card(request.id),
    )


ROUTES: Routes = {ConfirmationStillWanted: on_confirmation_still_wanted}
