"""Queries for the local workspace's guide: whether something has ever happened, a row at most for each."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models.feedback import FeedbackRow
from storage.models.intake import RequestRow
from storage.models.nudging import SnoozeRow


class Milestones:
    """Latest times."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def latest_request(self, *, from_a_message: bool) -> int | None:
        """The newest website request that was typed into an empty form, or made of a message."""
        source = RequestRow.source_ts
        return self._session.scalar(
            select(RequestRow.id)
            .where(source.is_not(None) if from_a_message else source.is_(None))
            .order_by(RequestRow.id.desc())
            .limit(1)
        )

    def gave_feedback(self, giver_id: int | None, *, to: int | None) -> bool:
        """Whether one of two ever gave feedback to the other; None is nobody."""
        query = select(FeedbackRow.id).where(FeedbackRow.giver_id == giver_id, FeedbackRow.receiver_id == to)
        return self._session.scalar(query.limit(1)) is not None

    def latest_snooze(self, person_id: int) -> tuple[date, bool] | None:
        """The last reminder that somebody asked for: its day, and whether they got it."""
        row = self._session.scalar(
            select(SnoozeRow).where(SnoozeRow.person_id == person_id).order_by(SnoozeRow.day.desc()).limit(1)
        )
        return None if row is None else (row.day, row.done_at is not None)
