"""What the periods of a year came to, as they were fixed for somebody's review of it."""

from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.reviews.year import Counted, Missing, PeriodResult
from storage.models.base import Base
from storage.types import SealedJson


class YearPeriodRow(Base):
    """One period of a year's review; only added. `number`: of the entry of its review's history with which it
    was counted; those of the last one hold. `source_id`: the review that it comes from, where there is one.

    `came_to`: the means and the point as strings, by their names; None where it counts for nothing.
    """

    __tablename__ = "year_periods"
    __table_args__ = (UniqueConstraint("review_id", "number", "period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"))
    number: Mapped[int]
    period: Mapped[str] = mapped_column(String(20))
    source_id: Mapped[int | None] = mapped_column(ForeignKey("reviews.id"), index=True)
    days: Mapped[int]
    of_days: Mapped[int]
    missing: Mapped[Missing | None]
    came_to: Mapped[dict[str, Any] | None] = mapped_column(SealedJson())

    def value(self) -> PeriodResult:
        return PeriodResult(
            period=self.period,
            days=self.days,
            of=self.of_days,
            counted=counted_of(self.came_to),
            missing=self.missing,
            review_id=self.source_id,
        )


def kept(counted: Counted | None) -> dict[str, str] | None:
    """As it is kept; to the last digit."""
    if counted is None:
        return None
    known = {
        "exact": counted.exact,
        "score": counted.score,
        "kpi": counted.kpi,
        "values": counted.values,
    }
    return {name: f"{mean:f}" for name, mean in known.items() if mean is not None}


def counted_of(kept: dict[str, Any] | None) -> Counted | None:
    """What it was kept as."""
    return Counted(**{name: Decimal(mean) for name, mean in kept.items()}) if kept else None
