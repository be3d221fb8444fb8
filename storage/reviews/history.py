"""Queries about what happened to one person's reviews and goals."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.domain.actions.way import ASKED, OPEN
from bot.domain.actions.way import Event as ActionEvent
from bot.domain.goals.goals import Goals
from bot.domain.reviews.history import Calibrated, Happened, Ledger, Subject
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import RELEASED, Event
from storage.models.actions import ActionHistoryRow, ActionRow, GatesViewRow
from storage.models.calibration import CalibrationMoveRow
from storage.models.goals import GoalsHistoryRow, GoalsRow
from storage.models.input import InputHistoryRow, InputRequestRow
from storage.models.recognition import RecognitionHistoryRow, RecognitionRow
from storage.models.reviews import CycleRow, ReviewHistoryRow, ReviewRow
from storage.models.talks import TalkHistoryRow, TalkRow
from storage.models.view_as import ViewedAsRow

BATCH = 1000


class Histories:
    """Entries as values, each subject's in the order in which they happened."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def reviews_of(self, employee_id: int) -> Sequence[tuple[Review, str]]:
        """Somebody's reviews, each with its period's name."""
        rows = self._session.execute(
            select(ReviewRow, CycleRow.name)
            .join(CycleRow, CycleRow.id == ReviewRow.cycle_id)
            .where(ReviewRow.employee_id == employee_id)
        )
        return [(row.value(is_here=True), name) for row, name in rows]

    def results_of(self, employee_id: int) -> Sequence[Review]:
        """Somebody's released reviews, that of the newest period first."""
        rows = self._session.scalars(
            select(ReviewRow)
            .join(CycleRow, CycleRow.id == ReviewRow.cycle_id)
            .where(ReviewRow.employee_id == employee_id, ReviewRow.state.in_(RELEASED))
            .order_by(CycleRow.ends_on.desc(), ReviewRow.id.desc())
        )
        return [row.value(is_here=True) for row in rows]

    def released(self, employee_id: int) -> Mapping[int, datetime]:
        """Somebody's reviews that are released, by id: when each was last."""
        query = (
            select(ReviewRow.id, func.max(ReviewHistoryRow.at))
            .join(ReviewHistoryRow, ReviewHistoryRow.review_id == ReviewRow.id)
            .where(
                ReviewRow.employee_id == employee_id,
                ReviewRow.state.in_(RELEASED),
                ReviewHistoryRow.event == Event.RELEASE,
            )
            .group_by(ReviewRow.id)
            .order_by(ReviewRow.id)
        )
        return {row[0]: row[1] for row in self._session.execute(query)}

    def released_at(self, review_ids: Collection[int]) -> Mapping[int, datetime]:
        """When each of these was released last, by its id; without those that never were."""
        wanted = sorted(review_ids)
        found: dict[int, datetime] = {}
        for first in range(0, len(wanted), BATCH):
            query = (
                select(ReviewHistoryRow.review_id, func.max(ReviewHistoryRow.at))
                .where(
                    ReviewHistoryRow.review_id.in_(wanted[first : first + BATCH]),
                    ReviewHistoryRow.event == Event.RELEASE,
                )
                .group_by(ReviewHistoryRow.review_id)
            )
            found |= {row[0]: row[1] for row in self._session.execute(query)}
        return found

    def goals_of(self, employee_id: int) -> Sequence[tuple[Goals, str]]:
        """The same of goals."""
        rows = self._session.execute(
            select(GoalsRow, CycleRow.name)
            .join(CycleRow, CycleRow.id == GoalsRow.cycle_id)
            .where(GoalsRow.employee_id == employee_id)
        )
        return [(row.value(is_here=True), name) for row, name in rows]

    def of_review(self, review: Review, period: str) -> Sequence[Happened]:
        """What happened to it."""
        rows = self._session.scalars(
            select(ReviewHistoryRow)
            .where(ReviewHistoryRow.review_id == review.id)
            .order_by(ReviewHistoryRow.number)
        )
        return [_happened(row, Subject.REVIEW, review, period) for row in rows]

    def of_recognition(self, review: Review, period: str) -> Sequence[Happened]:
        """What became of the words that its manager wrote for a channel."""
        rows = self._session.scalars(
            select(RecognitionHistoryRow)
            .join(RecognitionRow, RecognitionRow.id == RecognitionHistoryRow.recognition_id)
            .where(RecognitionRow.review_id == review.id)
            .order_by(RecognitionHistoryRow.number)
        )
        return [_happened(row, Subject.RECOGNITION, review, period) for row in rows]

    def of_talks(self, review: Review, period: str) -> Sequence[Happened]:
        """The same of the talks about its result, one after the other."""
        rows = self._session.scalars(
            select(TalkHistoryRow)
            .join(TalkRow, TalkRow.id == TalkHistoryRow.talk_id)
            .where(TalkRow.review_id == review.id)
            .order_by(TalkRow.round, TalkHistoryRow.number)
        )
        return [_happened(row, Subject.TALK, review, period) for row in rows]

    def of_calibration(
        self, review: Review, period: str, *, only: Collection[int] | None = None
    ) -> Sequence[Happened]:
        """How its result was moved; `only`: the moves of these numbers."""
        row = CalibrationMoveRow
        query = select(row).where(row.review_id == review.id).order_by(row.number)
        if only is not None:
            query = query.where(row.number.in_(only))
        return [
            Happened(
                subject=Subject.CALIBRATION,
                row_id=each.id,
                about=review,
                period=period,
                event=Calibrated.MOVED if each.takes_back is None else Calibrated.TAKEN_BACK,
                by_id=each.by_id,
                at=each.at,
                note=each.reason,
            )
            for each in self._session.scalars(query)
        ]

    def of_goals(self, goals: Goals, period: str) -> Sequence[Happened]:
        """The same of goals."""
        rows = self._session.scalars(
            select(GoalsHistoryRow)
            .where(GoalsHistoryRow.goals_id == goals.id)
            .order_by(GoalsHistoryRow.number)
        )
        return [_happened(row, Subject.GOALS, None, period) for row in rows]

    def looks_at(self, review: Review, period: str) -> Sequence[Happened]:
        """Who looked at it as somebody else sees it."""
        rows = self._session.scalars(
            select(ViewedAsRow).where(ViewedAsRow.review_id == review.id).order_by(ViewedAsRow.id)
        )
        return [
            Happened(
                subject=Subject.LOOK,
                row_id=row.id,
                about=review,
                period=period,
                event=row.side,
                by_id=row.by_id,
                at=row.at,
            )
            for row in rows
        ]

    def of_actions(self, person_id: int, *, of_mentors: bool) -> Sequence[Sequence[Happened]]:
        """What happened to each of somebody's actions. `of_mentors`: also what was asked of mentors, and what
        they said; without it a pairing begins with their yes.
        """
        rows = self._session.execute(
            select(ActionHistoryRow, ActionRow.text)
            .join(ActionRow, ActionRow.id == ActionHistoryRow.action_id)
            .where(ActionRow.person_id == person_id)
            .order_by(ActionHistoryRow.action_id, ActionHistoryRow.number)
        )
        found: dict[int, list[Happened]] = {}
        for row, text in rows:
            of_asking = row.to_state in ASKED or (row.from_state in ASKED and row.to_state not in OPEN)
            if of_mentors or not of_asking:
                entry = _happened(row, Subject.ACTION, None, text)
                # Why a mentor cannot was written to whoever asked alone.
                shown = replace(entry, note=None) if row.event is ActionEvent.DECLINE else entry
                found.setdefault(row.action_id, []).append(shown)
        return list(found.values())

    def of_inputs(self, person_id: int) -> Sequence[Happened]:
        """When colleagues were asked about somebody, and when that ended; nothing that any of them did."""
        rows = self._session.scalars(
            select(InputHistoryRow)
            .join(InputRequestRow, InputRequestRow.id == InputHistoryRow.request_id)
            .where(InputRequestRow.about_id == person_id)
            .order_by(InputHistoryRow.id)
        )
        return [_happened(row, Subject.INPUT, None, "") for row in rows]

    def looks_at_gates(self, person_id: int) -> Sequence[Happened]:
        """Who of HR looked at somebody's four gates."""
        rows = self._session.scalars(
            select(GatesViewRow).where(GatesViewRow.person_id == person_id).order_by(GatesViewRow.id)
        )
        return [
            Happened(
                subject=Subject.GATES,
                row_id=row.id,
                about=None,
                period="",
                event=Ledger.FOUR_GATES,
                by_id=row.by_id,
                at=row.at,
            )
            for row in rows
        ]


def _happened(row: Any, subject: Subject, about: Review | None, period: str) -> Happened:
    return Happened(
        subject=subject,
        row_id=row.id,
        about=about,
        period=period,
        event=row.event,
        by_id=row.by_id,
        at=row.at,
        note=row.note or None,
    )
