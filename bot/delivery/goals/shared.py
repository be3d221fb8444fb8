"""A version of a shared KPI before everybody whom it concerns; what came of it, said once."""

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.goals.cards import shared_kpi_card
from bot.domain.goals.shared_notices import SharedDecided
from bot.services.goals.shared_facts import shared_facts
from messages.goals import shared_card as words_of_it


def draw_shared(at: Snapshot, key: CardKey) -> Outgoing | None:
    """Posted for whoever answers or has asked, brought up to date for everybody who has one."""
    shared_kpi_id, reader_id = key.numbers
    facts = shared_facts(at.unit, shared_kpi_id, reader_id)
    if not facts.reader.is_active:
        return None
    return Outgoing(
        message=words_of_it.shared_card(at.words_for(facts.reader), facts),
        person=facts.reader,
        card=key,
        only_update=not (facts.answers_for or facts.may_withdraw),
    )


def on_decided(at: Snapshot, notice: SharedDecided) -> Outgoing | None:
    """A word under the card, for a changed card is not announced by Slack."""
    facts = shared_facts(at.unit, notice.shared_kpi_id, notice.to)
    if not facts.reader.is_active or facts.decided is None:
        return None
    return Outgoing(
        message=words_of_it.shared_note(at.words_for(facts.reader), facts),
        person=facts.reader,
        under=at.where_it_stands(shared_kpi_card(notice.shared_kpi_id, notice.to)),
    )


DRAWS: Draws = {Card.SHARED_KPI: draw_shared}
ROUTES: Routes = {SharedDecided: on_decided}
