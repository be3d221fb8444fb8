"""Queries for the local workspace's guide: whether something has ever happened, a row at most for each."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from bot.domain.intake.known_answers import KnownAnswer
from bot.domain.intake.similar import Choice
from bot.domain.intake.triage import Kind
from bot.domain.reviews.no_surprise import WARNING
from bot.domain.reviews.view_as import OVERVIEWS
from storage.models.feedback import FeedbackRow
from storage.models.handover import HandoverRow
from storage.models.intake import RequestRow
from storage.models.known_answers import KnownAnswerRow
from storage.models.nudging import SnoozeRow
from storage.models.project import ProjectRow
from storage.models.similar import OfferedChoiceRow
from storage.models.view_as import ViewedAsRow

_IS_A_PROJECT = or_(RequestRow.kind == Kind.PROJECT, exists().where(ProjectRow.request_id == RequestRow.id))
"""It was filed as one, or is discussed as one."""


class Milestones:
    """Latest times."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def latest_typed(self, person_id: int | None) -> int | None:
        """Somebody's newest request that was typed into the form and is no project; None is nobody."""
        return self._latest_of(person_id, ~_IS_A_PROJECT)

    def latest_project(self, person_id: int | None) -> int | None:
        """The same of one that is a project."""
        return self._latest_of(person_id, _IS_A_PROJECT)

    def latest_handover(self, request_id: int) -> int | None:
        """The newest hand-over of a website request, open or not."""
        query = select(HandoverRow.id).where(HandoverRow.request_id == request_id)
        return self._session.scalar(query.order_by(HandoverRow.id.desc()).limit(1))

    def latest_passed_on(self) -> int | None:
        """The newest website request that was made of a message."""
        return self._latest(RequestRow.source_ts.is_not(None))

    def latest_answer(self, *, since: datetime) -> KnownAnswer | None:
        """The newest known answer that stands, of those kept then or later."""
        row = self._session.scalar(
            select(KnownAnswerRow)
            .where(KnownAnswerRow.kept_at >= since, KnownAnswerRow.retired_at.is_(None))
            .order_by(KnownAnswerRow.id.desc())
            .limit(1)
        )
        return None if row is None else row.value()

    def solved(self, answer_id: int, *, of: int | None) -> bool:
        """Whether a known answer ever was what somebody looked for; None is nobody."""
        query = select(OfferedChoiceRow.id).where(
            OfferedChoiceRow.person_id == of,
            OfferedChoiceRow.choice == Choice.SOLVED,
            OfferedChoiceRow.about_id == answer_id,
        )
        return self._session.scalar(query.limit(1)) is not None

    def gave_feedback(self, giver_id: int | None, *, to: int | None) -> bool:
        """Whether one of two ever gave feedback to the other; None is nobody."""
        query = select(FeedbackRow.id).where(FeedbackRow.giver_id == giver_id, FeedbackRow.receiver_id == to)
        return self._session.scalar(query.limit(1)) is not None

    def warned(self, giver_id: int, *, of: int) -> bool:
        """Whether one of two ever told the other what was not good."""
        query = select(FeedbackRow.id).where(
            FeedbackRow.giver_id == giver_id, FeedbackRow.receiver_id == of, FeedbackRow.kind.in_(WARNING)
        )
        return self._session.scalar(query.limit(1)) is not None

    def was_viewed_as(self, whom_id: int, *, review_id: int) -> bool:
        """Whether HR ever looked at a review as this person sees it."""
        query = select(ViewedAsRow.id).where(
            ViewedAsRow.whom_id == whom_id,
            ViewedAsRow.review_id == review_id,
            ViewedAsRow.side.not_in(OVERVIEWS),
        )
        return self._session.scalar(query.limit(1)) is not None

    def latest_snooze(self, person_id: int) -> tuple[date, bool] | None:
        """The last reminder that somebody asked for: its day, and whether they got it."""
        row = self._session.scalar(
            select(SnoozeRow).where(SnoozeRow.person_id == person_id).order_by(SnoozeRow.day.desc()).limit(1)
        )
        return None if row is None else (row.day, row.done_at is not None)

    def _latest_of(self, person_id: int | None, which: ColumnElement[bool]) -> int | None:
        return self._latest(RequestRow.source_ts.is_(None), RequestRow.requester_id == person_id, which)

    def _latest(self, *which: ColumnElement[bool]) -> int | None:
        query = select(RequestRow.id).where(*which).order_by(RequestRow.id.desc())
        return self._session.scalar(query.limit(1))
