"""Results of periods before Steward, as somebody's file has them. Rows are only ever added."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.reviews.past import PastResult
from storage.models.base import Base
from storage.models.year import counted_of
from storage.types import SealedJson, SealedText


class PastResultRow(Base):
    """What one person's period came to; of several the last one holds. `came_to` as in a year's periods."""

    __tablename__ = "past_results"
    __table_args__ = (Index("ix_past_results_person_id_period", "person_id", "period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    period: Mapped[str] = mapped_column(String(20))
    came_to: Mapped[dict[str, Any]] = mapped_column(SealedJson())
    source: Mapped[str] = mapped_column(SealedText())
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]

    def value(self) -> PastResult:
        counted = counted_of(self.came_to)
        assert counted is not None
        return PastResult(person_id=self.person_id, period=self.period, counted=counted, source=self.source)
