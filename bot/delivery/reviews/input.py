"""A request for input before those who were asked; that it ended, to whoever may read what came of it."""

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.access import Deed, may
from bot.domain.cards import Card, CardKey
from bot.domain.reviews.notices import InputEnded
from bot.services.reviews.advance_input import about_of
from bot.services.reviews.input_facts import input_facts
from messages.reviews.input_card import ended_note, input_card


def draw_input(at: Snapshot, key: CardKey) -> Outgoing | None:
    """Posted while something can be given; else only brought up to date."""
    request_id, giver_id = key.numbers
    facts = input_facts(at.unit, request_id, giver_id, now=at.now)
    if not facts.reader.is_active:
        return None
    return Outgoing(
        message=input_card(at.words_for(facts.reader), facts),
        person=facts.reader,
        card=key,
        only_update=not facts.can_be_given,
    )


def on_ended(at: Snapshot, notice: InputEnded) -> Outgoing | None:
    """Nothing where the reader may not read it any more."""
    reader, request = at.person(notice.to), at.unit.inputs.look(notice.input_id)
    about = at.person(request.about_id)
    if not (
        reader.is_active and about.is_active and may(Deed.READ_INPUT, reader, about_of(at.unit, about.id))
    ):
        return None
    return Outgoing(message=ended_note(at.words_for(reader), request, about=about), person=reader)


DRAWS: Draws = {Card.INPUT: draw_input}
ROUTES: Routes = {InputEnded: on_ended}
