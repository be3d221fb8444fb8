"""Feedback and suggestions, and what happened to them. What was written never changes; history rows are only
added.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.weeks.feedback import Feedback, FeedbackKind, Tied, TiedTo
from bot.domain.weeks.feedback_way import Event, State
from bot.domain.weeks.suggestion import Suggestion
from bot.domain.weeks.suggestion_way import Event as SuggestionEvent
from bot.domain.weeks.suggestion_way import State as SuggestionState
from storage.models.base import Base, HistoryColumns
from storage.types import SealedText


class FeedbackRow(Base):
    """One piece of feedback; see bot.domain.weeks.feedback. `submission`: the form of which it came.

    `late_for_id`: the cycle of the score that leans on it, though it came too late: so recorded, or found
    to be when the score was approved.
    """

    __tablename__ = "feedback"
    __table_args__ = (
        UniqueConstraint("submission"),
        Index("ix_feedback_receiver_id_given_on", "receiver_id", "given_on"),
        Index("ix_feedback_giver_id", "giver_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    giver_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    receiver_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    submission: Mapped[str] = mapped_column(String(58))
    kind: Mapped[FeedbackKind]
    behaviour: Mapped[str] = mapped_column(SealedText())
    consequence: Mapped[str] = mapped_column(SealedText())
    tied_to: Mapped[TiedTo | None]
    tied_key: Mapped[str | None] = mapped_column(String(40))
    tied_name: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    given_at: Mapped[datetime]
    given_on: Mapped[date]
    told_at: Mapped[datetime | None]
    state: Mapped[State]
    version: Mapped[int]
    late_for_id: Mapped[int | None] = mapped_column(ForeignKey("cycles.id"), index=True)

    def value(self, *, manager_id: int | None) -> Feedback:
        """`manager_id`: who manages the receiver now."""
        return Feedback(
            id=self.id,
            giver_id=self.giver_id,
            receiver_id=self.receiver_id,
            manager_id=manager_id,
            kind=self.kind,
            behaviour=self.behaviour,
            consequence=self.consequence,
            tied=self._tied(),
            given_at=self.given_at,
            given_on=self.given_on,
            told_at=self.told_at,
            state=self.state,
            version=self.version,
            late_for_id=self.late_for_id,
        )

    def _tied(self) -> Tied | None:
        if self.tied_to is None:
            return None
        return Tied(to=self.tied_to, key=self.tied_key or "", name=self.tied_name)


class FeedbackHistoryRow(HistoryColumns[State, Event], Base):
    """Something happened to a piece of feedback. `note` is what its receiver answered."""

    __tablename__ = "feedback_history"
    __table_args__ = (UniqueConstraint("feedback_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    feedback_id: Mapped[int] = mapped_column(ForeignKey("feedback.id"))
    event: Mapped[Event]
    from_state: Mapped[State]
    to_state: Mapped[State]


class SuggestionRow(Base):
    """One suggestion; see bot.domain.weeks.suggestion. `submission`: the form of which it came."""

    __tablename__ = "suggestions"
    __table_args__ = (
        UniqueConstraint("submission"),
        Index("ix_suggestions_giver_id", "giver_id"),
        Index("ix_suggestions_head_id", "head_id"),
        Index("ix_suggestions_state", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    giver_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    head_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    submission: Mapped[str] = mapped_column(String(58))
    behaviour: Mapped[str] = mapped_column(SealedText())
    consequence: Mapped[str] = mapped_column(SealedText())
    made_at: Mapped[datetime]
    made_on: Mapped[date]
    owed_since: Mapped[datetime]
    state: Mapped[SuggestionState]
    version: Mapped[int]

    def value(self) -> Suggestion:
        return Suggestion(
            id=self.id,
            giver_id=self.giver_id,
            head_id=self.head_id,
            behaviour=self.behaviour,
            consequence=self.consequence,
            made_at=self.made_at,
            made_on=self.made_on,
            owed_since=self.owed_since,
            state=self.state,
            version=self.version,
        )


class SuggestionHistoryRow(HistoryColumns[SuggestionState, SuggestionEvent], Base):
    """Something happened to a suggestion. `note` is the answer in words."""

    __tablename__ = "suggestion_history"
    __table_args__ = (UniqueConstraint("suggestion_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    suggestion_id: Mapped[int] = mapped_column(ForeignKey("suggestions.id"))
    event: Mapped[SuggestionEvent]
    from_state: Mapped[SuggestionState]
    to_state: Mapped[SuggestionState]
