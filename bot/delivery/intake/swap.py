"""A swap of weeks before both, and what came of it."""

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.intake.cards import swap_card
from bot.domain.intake.notices import SwapSettled
from bot.services.intake.swap import swap_facts
from messages.intake import swap_card as words_of_it


def draw_swap(at: Snapshot, key: CardKey) -> Outgoing | None:
    """Posted while it waits; one that is settled before it could be is left at that."""
    swap_id, reader_id = key.numbers
    facts = swap_facts(at.unit, swap_id, reader_id)
    if not facts.reader.is_active:
        return None
    return Outgoing(
        message=words_of_it.swap_card(at.words_for(facts.reader), facts),
        person=facts.reader,
        card=key,
        only_update=not facts.swap.is_open,
    )


def on_settled(at: Snapshot, notice: SwapSettled) -> Outgoing | None:
    facts = swap_facts(at.unit, notice.swap_id, notice.to)
    if not facts.reader.is_active:
        return None
    return Outgoing(
        message=words_of_it.settled_note(at.words_for(facts.reader), facts),
        person=facts.reader,
        under=at.where_it_stands(swap_card(notice.swap_id, notice.to)),
    )


DRAWS: Draws = {Card.DUTY_SWAP: draw_swap}
ROUTES: Routes = {SwapSettled: on_settled}
