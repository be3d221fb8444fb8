"""What calibration moved."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base
from storage.types import SealedHundredths, SealedText


class CalibrationMoveRow(Base):
    """One move of a result, or (`takes_back`: the number of another) that it was taken back. Appended only.

    `approval`: the number of the step by which the manager had approved what was moved; once they approve
    anew, it counts no more.
    """

    __tablename__ = "calibration_moves"
    __table_args__ = (UniqueConstraint("review_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"))
    number: Mapped[int]
    approval: Mapped[int]
    was: Mapped[Decimal] = mapped_column(SealedHundredths())
    now: Mapped[Decimal] = mapped_column(SealedHundredths())
    reason: Mapped[str | None] = mapped_column(SealedText())
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    takes_back: Mapped[int | None]
