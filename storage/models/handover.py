"""Briefs that were handed over to developers, and what happened to them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.intake.handover import Handover
from bot.domain.intake.handover_way import Event, State
from storage.models.base import Base, HistoryColumns


class HandoverRow(Base):
    """One brief with one developer at a time; a request has one that is open at most.

    `submission`: the Slack view that was handed in, so that the same one twice is one hand-over.
    """

    __tablename__ = "handovers"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), index=True)
    brief: Mapped[int]
    assignee_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    due_on: Mapped[date | None]
    state: Mapped[State]
    owed_since: Mapped[datetime]
    version: Mapped[int]
    submission: Mapped[str] = mapped_column(String(64), unique=True)

    def value(self) -> Handover:
        return Handover(
            id=self.id,
            request_id=self.request_id,
            brief=self.brief,
            assignee_id=self.assignee_id,
            by_id=self.by_id,
            due_on=self.due_on,
            state=self.state,
            owed_since=self.owed_since,
            version=self.version,
        )


class HandoverEntryRow(HistoryColumns[State, Event], Base):
    """Something happened to a hand-over. `source`: the message or view it came from; the same one arriving
    twice is one entry.
    """

    __tablename__ = "handover_entries"
    __table_args__ = (UniqueConstraint("handover_id", "number"), UniqueConstraint("source"))

    id: Mapped[int] = mapped_column(primary_key=True)
    handover_id: Mapped[int] = mapped_column(ForeignKey("handovers.id"))
    event: Mapped[Event]
    from_state: Mapped[State]
    to_state: Mapped[State]
    source: Mapped[str | None] = mapped_column(String(80))
