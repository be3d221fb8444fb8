"""What happens to a review, and the row that stays of it."""

from bot.domain.reviews.states import OWED_BY_MANAGER, Event, after
from bot.services.acting import Acting
from storage.models.reviews import ReviewRow
from storage.unit import Unit


def advance(unit: Unit, review: ReviewRow, event: Event, acting: Acting, *, note: str | None = None) -> int:
    """Move a locked review on and append to its history; returns that row's id. `note`: what `by` wrote.

    The history's numbers are the review's versions. Raises Refusal("review.not_now").
    """
    before, state = review.state, after(review.state, event)
    # A review handed over is owed by somebody else from now on, though it stands where it stood.
    if state is not before or (event is Event.HAND_OVER and state in OWED_BY_MANAGER):
        review.owed_since = acting.now
    review.state = state
    review.version += 1
    return unit.reviews.add_history(
        review_id=review.id,
        number=review.version,
        event=event,
        from_state=before,
        to_state=state,
        by_id=acting.by_id,
        at=acting.now,
        note=note,
    )
