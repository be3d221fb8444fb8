"""The second look: a thread for whoever looks again, a card a manager in it; the manager hears of a doubt."""

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.reviews.cards import second_looks_card, team_card
from bot.domain.reviews.notices import ScoresSentBack
from bot.services.reviews.approval_facts import approval_facts
from bot.services.reviews.second_look_facts import second_look_facts, second_looks_facts
from messages.reviews.second_look_card import second_look_card
from messages.reviews.second_look_thread import second_look_thread
from messages.reviews.sent_back_card import sent_back_card


def draw_second_looks(at: Snapshot, key: CardKey) -> Outgoing | None:
    """The parent of the thread of whoever looks again; before whoever has left as below."""
    cycle_id, looker_id = key.numbers
    facts = second_looks_facts(at.unit, cycle_id=cycle_id, looker_id=looker_id)
    if not facts.reader.is_active:
        return None
    return Outgoing(
        message=second_look_thread(at.words_for(facts.reader), facts),
        person=facts.reader,
        card=key,
        only_update=not facts.waiting,
    )


def draw_second_look(at: Snapshot, key: CardKey) -> Outgoing | None:
    """Nothing before whoever has left; of a manager at whose people they look no more only what stands."""
    cycle_id, looker_id, manager_id = key.numbers
    facts = second_look_facts(at.unit, cycle_id=cycle_id, looker_id=looker_id, manager_id=manager_id)
    if not facts.reader.is_active:
        return None
    return Outgoing(
        message=second_look_card(at.words_for(facts.reader), facts),
        person=facts.reader,
        card=key,
        under=at.where_it_stands(second_looks_card(cycle_id, looker_id)),
        only_update=not facts.waiting,
    )


def on_sent_back(at: Snapshot, notice: ScoresSentBack) -> Outgoing | None:
    """Nothing once the manager has approved again, or another has the review: their card says it."""
    facts = approval_facts(at.unit, notice.review_id)
    reader = at.person(notice.to)
    is_theirs = facts.review.manager.id == notice.to
    if facts.sent_back is None or not is_theirs or not reader.is_active:
        return None
    return Outgoing(
        message=sent_back_card(at.words_for(reader), facts, facts.sent_back),
        person=reader,
        under=at.where_it_stands(team_card(facts.review.cycle.id, notice.to)),
    )


DRAWS: Draws = {Card.SECOND_LOOKS: draw_second_looks, Card.SECOND_LOOK: draw_second_look}
ROUTES: Routes = {ScoresSentBack: on_sent_back}
