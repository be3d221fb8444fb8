"""Feedback before whoever it is about and whoever gave it; what happened to it, said once."""

from collections.abc import Callable

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.access import Deed, may
from bot.domain.cards import Card, CardKey
from bot.domain.weeks.cards import feedback_card
from bot.domain.weeks.feedback import FeedbackFacts
from bot.domain.weeks.notices import FeedbackAnswered, FeedbackTold, FeedbackUndelivered
from bot.services.weeks.feedback_facts import feedback_facts
from messages.catalog import Words
from messages.kit import Message
from messages.weeks import feedback_card as words_of_it


def draw_feedback(at: Snapshot, key: CardKey) -> Outgoing | None:
    """Posted for whoever gave it, and once told for whoever it is about. What was taken back is only taken
    off their screen.
    """
    feedback_id, reader_id = key.numbers
    facts = feedback_facts(at.unit, feedback_id, reader_id, now=at.now)
    if not facts.reader.is_active:
        return None
    is_gone = facts.is_received and not facts.feedback.stage.on_record
    if not is_gone and not may(Deed.READ_FEEDBACK, facts.reader, facts.feedback):
        return None
    build = words_of_it.received_card if facts.is_received else words_of_it.given_card
    return Outgoing(
        message=build(at.words_for(facts.reader), facts),
        person=facts.reader,
        card=key,
        only_update=not facts.feedback.stage.on_record,
    )


def on_answered(at: Snapshot, notice: FeedbackAnswered) -> Outgoing | None:
    facts = feedback_facts(at.unit, notice.feedback_id, notice.to, now=at.now)
    return _under_own_copy(at, facts, words_of_it.answered_note) if facts.answer is not None else None


def on_told(at: Snapshot, notice: FeedbackTold) -> Outgoing | None:
    facts = feedback_facts(at.unit, notice.feedback_id, notice.to, now=at.now)
    return _under_own_copy(at, facts, words_of_it.told_note)


def on_undelivered(at: Snapshot, notice: FeedbackUndelivered) -> Outgoing | None:
    """Nothing where whoever left is back by now."""
    facts = feedback_facts(at.unit, notice.feedback_id, notice.to, now=at.now)
    if facts.receiver.is_active:
        return None
    return _under_own_copy(at, facts, words_of_it.undelivered_note)


def _under_own_copy(
    at: Snapshot, facts: FeedbackFacts, build: Callable[[Words, FeedbackFacts], Message]
) -> Outgoing | None:
    if not facts.reader.is_active:
        return None
    return Outgoing(
        message=build(at.words_for(facts.reader), facts),
        person=facts.reader,
        under=at.where_it_stands(feedback_card(facts.feedback.id, facts.reader.id)),
    )


DRAWS: Draws = {Card.FEEDBACK: draw_feedback}
ROUTES: Routes = {
    FeedbackAnswered: on_answered,
    FeedbackTold: on_told,
    FeedbackUndelivered: on_undelivered,
}
