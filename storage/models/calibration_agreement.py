"""Who agreed to a department's results before they were released."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.reviews.calibration_agreement import Side
from storage.models.base import Base


class CalibrationAgreementRow(Base):
    """That HR or the head agreed, to what `seen` is the digest of. Appended only."""

    __tablename__ = "calibration_agreements"
    __table_args__ = (Index("ix_calibration_agreements_cycle_id", "cycle_id", "department_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    side: Mapped[Side]
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    seen: Mapped[str] = mapped_column(String(64))
