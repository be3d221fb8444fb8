"""Talks about results, what was prepared for them, and what happened to them. History rows are only added."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.reviews.talk import Preparation, Talk
from bot.domain.reviews.talk_way import Event, State
from storage.models.base import Base, HistoryColumns
from storage.types import SealedText


class TalkRow(Base):
    """One talk; see bot.domain.reviews.talk."""

    __tablename__ = "talks"
    __table_args__ = (
        UniqueConstraint("review_id", "round"),
        Index("ix_talks_state", "state"),
        Index("ix_talks_employee_id", "employee_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"))
    round: Mapped[int]
    employee_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    judge_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    state: Mapped[State]
    begins_at: Mapped[datetime]
    owed_since: Mapped[datetime]
    version: Mapped[int]

    def value(self) -> Talk:
        return Talk(
            id=self.id,
            review_id=self.review_id,
            round=self.round,
            employee_id=self.employee_id,
            holder_id=self.holder_id,
            judge_id=self.judge_id,
            state=self.state,
            begins_at=self.begins_at,
            owed_since=self.owed_since,
            version=self.version,
        )


class TalkHistoryRow(HistoryColumns[State, Event], Base):
    """Something happened to a talk. `note` is the reason of an appeal, or of what was decided about it."""

    __tablename__ = "talk_history"
    __table_args__ = (UniqueConstraint("talk_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    talk_id: Mapped[int] = mapped_column(ForeignKey("talks.id"))
    event: Mapped[Event]
    from_state: Mapped[State]
    to_state: Mapped[State]


class TalkPreparationRow(Base):
    """What was prepared for a talk, with the step `number` of its history; a later one takes its place."""

    __tablename__ = "talk_preparations"
    __table_args__ = (UniqueConstraint("talk_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    talk_id: Mapped[int] = mapped_column(ForeignKey("talks.id"))
    number: Mapped[int]
    behaviour: Mapped[str] = mapped_column(SealedText())
    verdict: Mapped[str] = mapped_column(SealedText())
    actions: Mapped[str] = mapped_column(SealedText())
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]

    def value(self) -> Preparation:
        return Preparation(behaviour=self.behaviour, verdict=self.verdict, actions=self.actions)
