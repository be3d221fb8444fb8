"""Whose it is to decide on a review."""

from datetime import UTC, datetime

from bot.domain.reviews.review import Review
from bot.domain.reviews.way import State


def test_whose_it_is_to_decide() -> None:
    def review(delegate_id: int | None) -> Review:
        return Review(
            id=7,
            cycle_id=3,
            employee_id=2,
            manager_id=1,
            delegate_id=delegate_id,
            sheet_id=1,
            state=State.SELF_SCORED,
            owed_since=datetime(2026, 11, 23, 2, 0, tzinfo=UTC),
            version=4,
        )

    assert (review(None).decider_id, review(5).decider_id) == (1, 5)
