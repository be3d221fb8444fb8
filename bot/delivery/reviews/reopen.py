"""What somebody hears who has more time for their self-score."""

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.reviews.cards import my_review_card
from bot.domain.reviews.notices import ReviewReopened
from bot.services.reviews.reopen import reopened_at
from messages.reviews.reopened_card import reopened_note


def on_reopened(at: Snapshot, notice: ReviewReopened) -> Outgoing | None:
    """Nothing where they have handed in by now, or left."""
    review = at.unit.reviews.look(notice.review_id)
    if not review.stage.lapses or not review.is_here:
        return None
    reader = at.person(notice.to)
    return Outgoing(
        message=reopened_note(
            at.words_for(reader),
            reopened_at(at.unit, notice.review_id, notice.number),
            review_id=notice.review_id,
        ),
        person=reader,
        under=at.where_it_stands(my_review_card(notice.review_id)),
    )


ROUTES: Routes = {ReviewReopened: on_reopened}
