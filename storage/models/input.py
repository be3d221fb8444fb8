"""Input about somebody: what was asked, of whom, and what they gave. Nothing says when somebody answered."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.reviews.input import Answered, Giver, How, InputRequest
from bot.domain.reviews.input_way import Event, State
from storage.models.base import Base, HistoryColumns
from storage.types import SealedJson


class InputRequestRow(Base):
    """One request; see bot.domain.reviews.input. `questions`: as they were asked, each by language."""

    __tablename__ = "input_requests"
    __table_args__ = (
        UniqueConstraint("submission"),
        Index("ix_input_requests_about_id", "about_id"),
        Index("ix_input_requests_state", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    about_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    submission: Mapped[str] = mapped_column(String(58))
    how: Mapped[How]
    questions: Mapped[list[Any]] = mapped_column(SealedJson())
    asked_at: Mapped[datetime]
    due_on: Mapped[date]
    seed: Mapped[str] = mapped_column(String(32))
    state: Mapped[State]
    version: Mapped[int]

    def value(self) -> InputRequest:
        return InputRequest(
            id=self.id,
            about_id=self.about_id,
            asked_by_id=self.asked_by_id,
            how=self.how,
            questions=tuple(self.questions),
            asked_at=self.asked_at,
            due_on=self.due_on,
            seed=self.seed,
            state=self.state,
            version=self.version,
        )


class InputHistoryRow(HistoryColumns[State, Event], Base):
    """Something happened to a request. That somebody answered is no entry: it would have a time."""

    __tablename__ = "input_history"
    __table_args__ = (UniqueConstraint("request_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("input_requests.id"))
    event: Mapped[Event]
    from_state: Mapped[State]
    to_state: Mapped[State]


class InputGiverRow(Base):
    """One of those who were asked. What they gave is written anew when they change it: of versions one could
    tell when.
    """

    __tablename__ = "input_givers"
    __table_args__ = (
        UniqueConstraint("request_id", "person_id"),
        Index("ix_input_givers_person_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("input_requests.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    answered: Mapped[Answered]
    answers: Mapped[list[Any]] = mapped_column(SealedJson())

    def value(self) -> Giver:
        return Giver(person_id=self.person_id, answered=self.answered, answers=tuple(self.answers))
