"""An action that was written, dropped or opened again, said to whose it is."""

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.actions.notices import ActionMoved
from bot.services.actions.my_actions import one_listed
from messages.actions.action_note import moved_note


def on_moved(at: Snapshot, notice: ActionMoved) -> Outgoing | None:
    """Nothing where more has happened to it since: that is said of its own."""
    person = at.person(notice.to)
    listed = one_listed(at.unit, notice.action_id)
    if not person.is_active or listed.action.version != notice.number:
        return None
    return Outgoing(message=moved_note(at.words_for(person), listed), person=person)


ROUTES: Routes = {ActionMoved: on_moved}
