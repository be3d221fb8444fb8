"""What is wrong, and since when; a row is only ever added, and closed once."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.concerns import Cause
from storage.models.base import Base

STILL_OPEN = text("gone_at IS NULL")


class ConcernRow(Base):
    """One thing that is, or was, wrong. What goes wrong again is a new row; of one subject one is open."""

    __tablename__ = "concerns"
    __table_args__ = (
        Index(
            "uq_concerns_cause_subject_open",
            "cause",
            "subject",
            unique=True,
            sqlite_where=STILL_OPEN,
            postgresql_where=STILL_OPEN,
        ),
        Index("ix_concerns_cause_round", "cause", "round"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cause: Mapped[Cause]
    subject: Mapped[str] = mapped_column(String(200))
    round: Mapped[int]
    facts: Mapped[dict[str, Any]]
    since: Mapped[datetime]
    gone_at: Mapped[datetime | None]
