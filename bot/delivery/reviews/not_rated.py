"""What both sides hear of a review that has no score."""

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.reviews.cards import my_review_card, team_card
from bot.domain.reviews.notices import NotRated
from bot.services.reviews.not_rated import not_rated
from messages.reviews.not_rated_card import not_rated_note


def on_not_rated(at: Snapshot, notice: NotRated) -> Outgoing | None:
    """A word under the card that it concerns, where that stands; nothing once the cycle was withdrawn, or
    where they are rated after all.
    """
    reader = at.person(notice.to)
    if not reader.is_active or at.unit.cycles.get(notice.cycle_id).is_withdrawn:
        return None
    facts = not_rated(at.unit, notice.person_id, notice.cycle_id, at.policy)
    if facts is None:
        return None
    review = at.unit.reviews.of_person(notice.person_id, notice.cycle_id)
    card = team_card(notice.cycle_id, reader.id)
    if reader.id == notice.person_id and review is not None:
        card = my_review_card(review.id)
    return Outgoing(
        message=not_rated_note(at.words_for(reader), facts, reader=reader),
        person=reader,
        under=at.where_it_stands(card),
    )


ROUTES: Routes = {NotRated: on_not_rated}
