"""The chain of hashes over what was written, and what waits for it. Rows are only ever added."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.record.head import HeadPlace
from bot.domain.record.openings import Opening
from storage.models.base import Base


class LinkRow(Base):
    """One link; see bot.domain.record.chain. `salts` go where somebody has erased what they are of."""

    __tablename__ = "record"
    __table_args__ = (UniqueConstraint("source", "row_id"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    digests: Mapped[dict[str, Any]]
    salts: Mapped[dict[str, Any]]
    sealed_at: Mapped[datetime]
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class WaitingRow(Base):
    """A row that is not in the chain yet. A trigger writes it along with the row, in the same transaction."""

    __tablename__ = "record_waiting"
    __table_args__ = (UniqueConstraint("source", "row_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[int]


class OpeningRow(Base):
    """Rows of the record may be changed from here on, or no more: who wanted it, and why."""

    __tablename__ = "record_openings"

    id: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[Opening]
    why: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class HeadToldRow(Base):
    """The head of a day was written to a place outside."""

    __tablename__ = "heads_told"

    day: Mapped[date] = mapped_column(primary_key=True)
    place: Mapped[HeadPlace] = mapped_column(primary_key=True)
    number: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
    told_at: Mapped[datetime]
