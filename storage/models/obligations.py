"""What people owe."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.obligations import Kind, Subject
from storage.models.base import Base

_OPEN = text("done_at IS NULL")


class ObligationRow(Base):
    """One step that waits, or waited until `done_at`, for one person; see bot.domain.obligations."""

    __tablename__ = "obligations"
    __table_args__ = (
        Index(
            "ix_obligations_subject_id_open",
            "subject",
            "subject_id",
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(
            "ix_obligations_person_id_open",
            "person_id",
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_obligations_done_at", "done_at"),
        Index("ix_obligations_since", "since"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[Kind]
    subject: Mapped[Subject]
    subject_id: Mapped[int]
    other_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    since: Mapped[datetime]
    opens_at: Mapped[datetime]
    due_on: Mapped[date]
    due_at: Mapped[datetime | None]
    lapses_on: Mapped[date | None]
    minutes: Mapped[int]
    period: Mapped[str] = mapped_column(String(20), default="")
    done_at: Mapped[datetime | None]
