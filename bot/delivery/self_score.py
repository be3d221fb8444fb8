"""What the employee hears of their quarter: one card, posted once and brought up to date."""

from bot.delivery.outgoing import Outgoing, Routes, Surroundings
from bot.domain.reviews.notices import QuarterCardChanged, QuarterOpened
from bot.domain.reviews.self_score import QuarterFacts
from bot.domain.reviews.states import State
from bot.services.reviews.sent_self_score import quarter_facts
from messages.reviews.quarter_card import quarter_card


def on_opened(at: Surroundings, notice: QuarterOpened) -> Outgoing | None:
    return _card(at, quarter_facts(at.unit, notice.review_id, policy=at.policy, now=at.now))


def on_changed(at: Surroundings, notice: QuarterCardChanged) -> Outgoing | None:
    facts = quarter_facts(at.unit, notice.review_id, policy=at.policy, now=at.now)
    # Before its hour the card is not posted for a saved step; once it was handed in, others reply under it.
    return _card(at, facts, only_update=facts.state is State.GOALS_AGREED)


def _card(at: Surroundings, facts: QuarterFacts, *, only_update: bool = False) -> Outgoing | None:
    if not facts.employee.is_active:
        return None
    return Outgoing(
        message=quarter_card(at.words_for(facts.employee), facts),
        person=facts.employee,
        card=f"quarter:{facts.review_id}",
        only_update=only_update,
    )


ROUTES: Routes = {QuarterOpened: on_opened, QuarterCardChanged: on_changed}
