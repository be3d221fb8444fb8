"""Recognitions, and what happened to each."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.reviews.recognition import Recognition
from bot.domain.reviews.recognition_way import Event, State
from storage.models.base import Base, HistoryColumns
from storage.types import SealedText


class RecognitionRow(Base):
    """A manager's words about somebody's result: one a review, whatever becomes of it. See the value."""

    __tablename__ = "recognitions"

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"), unique=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    words: Mapped[str] = mapped_column(SealedText())
    channel: Mapped[str] = mapped_column(String(100))
    asking: Mapped[int]
    state: Mapped[State]
    version: Mapped[int]
    asked_at: Mapped[datetime]
    goes_at: Mapped[datetime | None]

    def value(self) -> Recognition:
        return Recognition(
            id=self.id,
            review_id=self.review_id,
            employee_id=self.employee_id,
            by_id=self.by_id,
            words=self.words,
            channel=self.channel,
            asking=self.asking,
            state=self.state,
            version=self.version,
            asked_at=self.asked_at,
            goes_at=self.goes_at,
        )


class RecognitionHistoryRow(HistoryColumns[State, Event], Base):
    """Something happened to a recognition. `note`: the words that were asked about; `channel`: for where."""

    __tablename__ = "recognition_history"
    __table_args__ = (UniqueConstraint("recognition_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    recognition_id: Mapped[int] = mapped_column(ForeignKey("recognitions.id"))
    event: Mapped[Event]
    from_state: Mapped[State]
    to_state: Mapped[State]
    channel: Mapped[str | None] = mapped_column(String(100))
