"""Reminders: who got one, and who asked for one."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.obligations import Kind
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


class ToldRow(Base):
    """A reader was told, apart from their own reminder, of a step that waits for a person: once.

    The reader is the person's manager or HR, or the person where it is urgent. `day`: the reader's.
    """

    __tablename__ = "told_steps"

    reader_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    kind: Mapped[Kind] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    since: Mapped[datetime] = mapped_column(primary_key=True)
    day: Mapped[date]
    at: Mapped[datetime]


class RhythmRow(Base):
    """The day of the week and the hour that somebody chose for their week's reminder."""

    __tablename__ = "rhythms"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    weekday: Mapped[int]
    hour: Mapped[int]
