"""Queries about hand-overs at a tracker."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.domain.intake.handover_way import OPEN
from bot.domain.intake.tracker import Issue, IssueState
from storage.models.handover import HandoverRow
from storage.models.tracker import TrackerDeliveryRow, TrackerIssueRow


class TrackerIssues:
    """Whoever writes has the hand-over locked, or is the only one to send for it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, handover_id: int) -> Issue | None:
        """That of a hand-over."""
        row = self._session.get(TrackerIssueRow, handover_id, populate_existing=True)
        return None if row is None else row.value()

    def known_as(self, tracker: str, key: str) -> Issue | None:
        """What a tracker calls so."""
        query = select(TrackerIssueRow).where(TrackerIssueRow.tracker == tracker, TrackerIssueRow.key == key)
        row = self._session.scalar(query)
        return None if row is None else row.value()

    def of_request(self, request_id: int) -> Sequence[Issue]:
        """Those of all its hand-overs."""
        query = select(TrackerIssueRow).join(HandoverRow, HandoverRow.id == TrackerIssueRow.handover_id)
        query = query.where(HandoverRow.request_id == request_id).order_by(TrackerIssueRow.handover_id)
        return [row.value() for row in self._session.scalars(query)]

    def open_at(self, tracker: str) -> Sequence[Issue]:
        """Those that somebody still has."""
        query = select(TrackerIssueRow).join(HandoverRow, HandoverRow.id == TrackerIssueRow.handover_id)
        query = query.where(TrackerIssueRow.tracker == tracker, HandoverRow.state.in_(OPEN))
        return [row.value() for row in self._session.scalars(query.order_by(TrackerIssueRow.handover_id))]

    def add(self, issue: Issue) -> None:
        """One that was made there just now."""
        self._session.add(
            TrackerIssueRow(
                handover_id=issue.handover_id,
                tracker=issue.tracker,
                key=issue.key,
                url=issue.url,
                state=issue.state,
                synced_at=issue.synced_at,
            )
        )
        self._session.flush()

    def move(self, handover_id: int, state: IssueState, *, synced_at: datetime | None = None) -> None:
        """Where it is now; `synced_at` where the tracker itself said so."""
        row = self._session.get_one(TrackerIssueRow, handover_id)
        row.state, row.synced_at = state, synced_at or row.synced_at
        self._session.flush()

    def was_told(self, delivery: str) -> bool:
        """Whether that was taken already."""
        return self._session.get(TrackerDeliveryRow, delivery) is not None

    def remember(self, delivery: str, *, at: datetime) -> None:
        """It is taken now."""
        self._session.add(TrackerDeliveryRow(delivery=delivery, at=at))
        self._session.flush()

    def forget(self, *, before: datetime) -> None:
        """What is too old to be taken anyway."""
        self._session.execute(delete(TrackerDeliveryRow).where(TrackerDeliveryRow.at < before))
