"""Projects: who takes part, what was said for and against, and what happened to them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.intake.project import Project, Side
from bot.domain.intake.project_way import Event, State
from storage.models.base import Base, HistoryColumns
from storage.types import SealedText


class ProjectRow(Base):
    """A request has one at most; what was given up is discussed again in the same one."""

    __tablename__ = "projects"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), unique=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    decide_by: Mapped[date]
    state: Mapped[State]
    owed_since: Mapped[datetime]
    version: Mapped[int]

    def value(self) -> Project:
        return Project(
            id=self.id,
            request_id=self.request_id,
            by_id=self.by_id,
            decide_by=self.decide_by,
            state=self.state,
            owed_since=self.owed_since,
            version=self.version,
        )


class ProjectParticipantRow(Base):
    """Somebody was named, `since` then."""

    __tablename__ = "project_participants"

    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    since: Mapped[datetime]


class ProjectArgumentRow(Base):
    """A line of the discussion. `text`: as its author edited it last."""

    __tablename__ = "project_arguments"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    side: Mapped[Side]
    text: Mapped[str] = mapped_column(SealedText())
    at: Mapped[datetime]
    edited_at: Mapped[datetime | None]


class ProjectEntryRow(HistoryColumns[State, Event], Base):
    """Something happened to a project. `source`: the view it came from; the same one twice is one entry."""

    __tablename__ = "project_entries"
    __table_args__ = (UniqueConstraint("project_id", "number"), UniqueConstraint("source"))

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    event: Mapped[Event]
    from_state: Mapped[State]
    to_state: Mapped[State]
    source: Mapped[str | None] = mapped_column(String(80))
