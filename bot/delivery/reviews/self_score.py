"""What the employee hears of their review: one card, posted once and brought up to date."""

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.reviews.cards import my_review_card
from bot.domain.reviews.notices import ReviewOpened, ReviewWithdrawn
from bot.domain.reviews.self_score import MyReviewFacts
from bot.services.reviews.sent_self_score import my_review_facts
from messages.reviews import my_review_card as words_of_it
from messages.reviews.withdrawn_card import withdrawn_note


def draw_my_review(at: Snapshot, key: CardKey) -> Outgoing | None:
    """Before its hour the card is not posted; once something was handed in, others reply under it."""
    facts = my_review_facts(at.unit, key.numbers[0], now=at.now)
    return _card(at, facts, only_update=not facts.stage.handed_in)


def on_opened(at: Snapshot, notice: ReviewOpened) -> Outgoing | None:
    """Nothing where the cycle was withdrawn before this was sent."""
    facts = my_review_facts(at.unit, notice.review_id, now=at.now)
    return _card(at, facts) if facts.withdrawn is None else None


def on_withdrawn(at: Snapshot, notice: ReviewWithdrawn) -> Outgoing | None:
    """A word under the card, for a changed card is not announced by Slack; nothing where none stands."""
    facts = my_review_facts(at.unit, notice.review_id, now=at.now)
    under = at.where_it_stands(my_review_card(notice.review_id))
    if not facts.employee.is_active or facts.withdrawn is None or under is None:
        return None
    return Outgoing(
        message=withdrawn_note(at.words_for(facts.employee), facts.cycle.name, facts.withdrawn),
        person=facts.employee,
        under=under,
    )


def _card(at: Snapshot, facts: MyReviewFacts, *, only_update: bool = False) -> Outgoing | None:
    if not facts.employee.is_active:
        return None
    return Outgoing(
        message=words_of_it.my_review_card(at.words_for(facts.employee), facts),
        person=facts.employee,
        card=my_review_card(facts.review_id),
        only_update=only_update,
    )


DRAWS: Draws = {Card.MY_REVIEW: draw_my_review}
ROUTES: Routes = {ReviewOpened: on_opened, ReviewWithdrawn: on_withdrawn}
