"""What a manager on leave and whoever is put in their place hear of it."""

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.reviews.notices import DelegationBegan, DelegationEnded
from bot.services.reviews.delegation import delegation_facts
from messages.reviews.delegation_note import began_note, ended_note


def on_began(at: Snapshot, notice: DelegationBegan) -> Outgoing | None:
    """Nothing where it is over by now."""
    reader, facts = at.person(notice.to), delegation_facts(at.unit, notice.delegation_id)
    if facts.delegation.is_over or not reader.is_active:
        return None
    return Outgoing(message=began_note(at.words_for(reader), facts, reader_id=reader.id), person=reader)


def on_ended(at: Snapshot, notice: DelegationEnded) -> Outgoing | None:
    reader, facts = at.person(notice.to), delegation_facts(at.unit, notice.delegation_id)
    if not reader.is_active:
        return None
    return Outgoing(message=ended_note(at.words_for(reader), facts, reader_id=reader.id), person=reader)


ROUTES: Routes = {DelegationBegan: on_began, DelegationEnded: on_ended}
