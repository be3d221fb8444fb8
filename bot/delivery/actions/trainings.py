"""A training before whom it is offered to; and that it was declined, before whoever offered it."""

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.actions.notices import TrainingDeclined
from bot.domain.cards import Card, CardKey
from bot.domain.people import Role
from bot.services.actions.my_actions import one_listed
from messages.actions.training_card import declined_note, training_card


def draw_training(at: Snapshot, key: CardKey) -> Outgoing | None:
    """Posted once, while it is offered; nothing to whoever has left."""
    action_id, person_id = key.numbers
    person = at.person(person_id)
    if not person.is_active:
        return None
    listed = one_listed(at.unit, action_id)
    offered_by = at.person(listed.action.written_by_id)
    return Outgoing(
        message=training_card(at.words_for(person), listed, offered_by=offered_by),
        person=person,
        card=key,
        only_update=not listed.action.stage.offered,
    )


def on_declined(at: Snapshot, notice: TrainingDeclined) -> Outgoing | None:
    """To whoever offered it, as their manager or as HR; else to their manager of now: whoever offered it may
    have no part in it any more.
    """
    listed = one_listed(at.unit, notice.action_id)
    manager_id = listed.person.manager_id
    person = at.person(notice.to)
    if person.id != manager_id and not (person.is_active and person.has(Role.HR)):
        if manager_id is None:
            return None
        person = at.person(manager_id)
    if not person.is_active or listed.action.version != notice.number:
        return None
    return Outgoing(message=declined_note(at.words_for(person), listed), person=person)


DRAWS: Draws = {Card.TRAINING: draw_training}
ROUTES: Routes = {TrainingDeclined: on_declined}
