"""Reminders: who got one, and who asked for one."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base


class NudgeRow(Base):
    """A person was reminded on a day of their own calendar: never twice on one."""

    __tablename__ = "nudges"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class SnoozeRow(Base):
    """A person asked to be reminded again on a day; `done_at` once that was seen to."""

    __tablename__ = "snoozes"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
