"""Queries for what is taken out of reviews as a file."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.domain.reviews.way import Event
from storage.models.reviews import ReviewHistoryRow, ReviewRow


class Exports:
    """What many reviews need beside their outcomes."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def released_at(self, cycle_id: int) -> Mapping[int, datetime]:
        """By review of a cycle, when it was released last."""
        query = (
            select(ReviewRow.id, func.max(ReviewHistoryRow.at))
            .join(ReviewHistoryRow, ReviewHistoryRow.review_id == ReviewRow.id)
            .where(ReviewRow.cycle_id == cycle_id, ReviewHistoryRow.event == Event.RELEASE)
            .group_by(ReviewRow.id)
        )
        return {row[0]: row[1] for row in self._session.execute(query)}
