"""What the employee hears of their quarter: one card, posted once and brought up to date."""

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.reviews.notices import QuarterCardChanged, QuarterOpened, QuarterWithdrawn
from bot.domain.reviews.self_score import QuarterFacts
from bot.domain.reviews.states import State
from bot.services.reviews.sent_self_score import quarter_facts
from messages.reviews.quarter_card import quarter_card, withdrawn_note


def on_opened(at: Snapshot, notice: QuarterOpened) -> Outgoing | None:
    """Nothing where the cycle was withdrawn before this was sent."""
    facts = quarter_facts(at.unit, notice.review_id, now=at.now)
    return _card(at, facts) if facts.withdrawn is None else None


def on_changed(at: Snapshot, notice: QuarterCardChanged) -> Outgoing | None:
    facts = quarter_facts(at.unit, notice.review_id, now=at.now)
    # Before its hour the card is not posted for a saved step; once it was handed in, others reply under it.
    return _card(at, facts, only_update=facts.state in (State.GOALS_AGREED, State.WITHDRAWN))


def on_withdrawn(at: Snapshot, notice: QuarterWithdrawn) -> Outgoing | None:
    """A word under the card, for a changed card is not announced by Slack; nothing where none stands."""
    facts = quarter_facts(at.unit, notice.review_id, now=at.now)
    key = _key(facts)
    if not facts.employee.is_active or facts.withdrawn is None or at.unit.outbox.card(key) is None:
        return None
    return Outgoing(
        message=withdrawn_note(at.words_for(facts.employee), facts.cycle.name, facts.withdrawn),
        person=facts.employee,
        under=key,
    )


def _card(at: Snapshot, facts: QuarterFacts, *, only_update: bool = False) -> Outgoing | None:
    if not facts.employee.is_active:
        return None
    return Outgoing(
        message=quarter_card(at.words_for(facts.employee), facts),
        person=facts.employee,
        card=_key(facts),
        only_update=only_update,
    )


def _key(facts: QuarterFacts) -> str:
    return f"quarter:{facts.review_id}"


ROUTES: Routes = {QuarterOpened: on_opened, QuarterCardChanged: on_changed, QuarterWithdrawn: on_withdrawn}
