"""What a manager on leave and whoever is put in their place hear of it."""

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.reviews.cards import delegation_card
from bot.domain.reviews.notices import DelegationBegan, DelegationEnded
from bot.services.reviews.delegation import delegation_facts
from messages.reviews.delegation_note import began_note, ended_note, over_note


def draw_delegation(at: Snapshot, key: CardKey) -> Outgoing | None:
    """That it is over, once it is: the day that was named first binds nobody any more."""
    delegation_id, reader_id = key.numbers
    reader, facts = at.person(reader_id), delegation_facts(at.unit, delegation_id)
    if not reader.is_active:
        return None
    drawn = over_note if facts.delegation.is_over else began_note
    message = drawn(at.words_for(reader), facts, reader_id=reader.id)
    return Outgoing(message=message, person=reader, card=key, only_update=True)


def on_began(at: Snapshot, notice: DelegationBegan) -> Outgoing | None:
    """Nothing where it is over by now."""
    reader, facts = at.person(notice.to), delegation_facts(at.unit, notice.delegation_id)
    if facts.delegation.is_over or not reader.is_active:
        return None
    return Outgoing(
        message=began_note(at.words_for(reader), facts, reader_id=reader.id),
        person=reader,
        card=delegation_card(notice.delegation_id, reader.id),
    )


def on_ended(at: Snapshot, notice: DelegationEnded) -> Outgoing | None:
    reader, facts = at.person(notice.to), delegation_facts(at.unit, notice.delegation_id)
    if not reader.is_active:
        return None
    return Outgoing(message=ended_note(at.words_for(reader), facts, reader_id=reader.id), person=reader)


DRAWS: Draws = {Card.DELEGATION: draw_delegation}
ROUTES: Routes = {DelegationBegan: on_began, DelegationEnded: on_ended}
