"""Pay, in grades and steps, never in amounts. Rows are only ever added; what they say is sealed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base
from storage.types import SealedJson


class PayPlaceRow(Base):
    """Where somebody stands from a day on: grade, step, and how many steps the grade has, in `content`.

    `decision_id`: by which decision; None where it came with a file.
    """

    __tablename__ = "pay_places"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    from_day: Mapped[date]
    content: Mapped[dict[str, Any]] = mapped_column(SealedJson())
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("pay_decisions.id"))
    at: Mapped[datetime]


class PayProposalRow(Base):
    """A proposal for a year; its number is its id."""

    __tablename__ = "pay_proposals"

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"), index=True)
    at: Mapped[datetime]


class PayProposedRow(Base):
    """One person in it: what it goes by and what is proposed, in `content`.

    `place_id`: where they stood, None where nobody knows.
    """

    __tablename__ = "pay_proposed"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("pay_proposals.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("pay_places.id"))
    content: Mapped[dict[str, Any]] = mapped_column(SealedJson())


class PayDecisionRow(Base):
    """That a proposal was decided: from which day on, by whom at the command line, out of which file."""

    __tablename__ = "pay_decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("pay_proposals.id"), unique=True)
    from_day: Mapped[date]
    by: Mapped[str] = mapped_column(String(100))
    file_sha256: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]


class PayDecidedRow(Base):
    """One person in it: the change in steps and HR's reason, in `content`."""

    __tablename__ = "pay_decided"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("pay_decisions.id"), index=True)
    proposed_id: Mapped[int] = mapped_column(ForeignKey("pay_proposed.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    content: Mapped[dict[str, Any]] = mapped_column(SealedJson())
