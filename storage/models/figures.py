"""Figures that somebody else than the KPI's owner entered. Rows are only ever added."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.goals.figures import Figure
from storage.models.base import Base
from storage.types import SealedText

VALUE_LIMIT = 60

_ONE_OF_THEM = (
    "CASE WHEN person_id IS NULL THEN 0 ELSE 1 END + CASE WHEN department_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN shared_id IS NULL THEN 0 ELSE 1 END = 1"
)


class FigureRow(Base):
    """One figure of a KPI in a cycle; see bot.domain.goals.figures. Of one KPI the newest row holds.

    It is a person's, a department's or (`shared_id`) that of all who share a KPI, whose `kpi` is empty.
    `typed` as it was entered; `value` is the number that it is, in full and exactly, as text. `by_id` is
    None for the company's command line. `corrects_id`: the row that held before.
    """

    __tablename__ = "figures"
    __table_args__ = (
        Index("ix_figures_cycle_id_person_id", "cycle_id", "person_id"),
        Index("ix_figures_cycle_id_department_id", "cycle_id", "department_id"),
        Index("ix_figures_cycle_id_shared_id", "cycle_id", "shared_id"),
        CheckConstraint(_ONE_OF_THEM, name="somebodys"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    shared_id: Mapped[int | None] = mapped_column(ForeignKey("shared_kpis.id"))
    kpi: Mapped[str] = mapped_column(String(40))
    typed: Mapped[str] = mapped_column(SealedText())
    value: Mapped[str | None] = mapped_column(SealedText())
    source: Mapped[str] = mapped_column(SealedText())
    as_of: Mapped[date | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("figures.id"))

    def figure(self, *, by: str) -> Figure:
        """The figure, with the name of whoever entered it."""
        return Figure(
            id=self.id,
            typed=self.typed,
            value=None if self.value is None else Decimal(self.value),
            source=self.source,
            by=by,
            at=self.at,
            as_of=self.as_of,
        )
