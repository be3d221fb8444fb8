"""Versions of shared KPIs, their owners, and what happened to them. A version's KPI never changes, nor does
who owns it; history rows are only added.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.goals.anchors import Direction, ScoredBy
from bot.domain.goals.shared_way import Event, State
from bot.domain.quantities import Quantity
from bot.domain.reviews.kpis import Kpi, Measures
from storage.models.anchors import anchors_of
from storage.models.base import Base, HistoryColumns


class SharedKpiRow(Base):
    """One version; see bot.domain.goals.shared. `shared_id`: the first version's id.

    `number` counts the versions, `version` the entries of this one's history.
    """

    __tablename__ = "shared_kpis"
    __table_args__ = (UniqueConstraint("shared_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    shared_id: Mapped[int | None] = mapped_column(ForeignKey("shared_kpis.id"))
    number: Mapped[int]
    key: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(150))
    result: Mapped[str] = mapped_column(String(300))
    measure: Mapped[str] = mapped_column(String(300))
    unit: Mapped[str] = mapped_column(String(40))
    target: Mapped[str] = mapped_column(String(120))
    source: Mapped[str] = mapped_column(String(200))
    anchors: Mapped[list[Any]]
    quantity: Mapped[Quantity | None]
    direction: Mapped[Direction | None]
    measures: Mapped[Measures | None]
    scored_by: Mapped[ScoredBy]
    figure_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    arrives_days: Mapped[int | None]
    goal_key: Mapped[str | None] = mapped_column(String(40))
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"))
    state: Mapped[State] = mapped_column(index=True)
    version: Mapped[int]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    proposed_at: Mapped[datetime]
    because: Mapped[str] = mapped_column(Text)

    def kpi(self) -> Kpi:
        """What is shared; its weight and its duty say nothing."""
        return Kpi(
            key="",
            name=self.name,
            result=self.result,
            measure=self.measure,
            unit=self.unit,
            target=self.target,
            source=self.source,
            weight=0,
            anchors=anchors_of(self.anchors),
            quantity=self.quantity,
            direction=self.direction,
            measures=self.measures,
            scored_by=self.scored_by,
            figure_by_id=self.figure_by_id,
            arrives_days=self.arrives_days,
            goal_key=self.goal_key,
        )


class SharedKpiOwnerRow(Base):
    """Who owns a version: a person or a department; and, once, who agreed for them, when, on what."""

    __tablename__ = "shared_kpi_owners"
    __table_args__ = (
        UniqueConstraint("shared_kpi_id", "person_id"),
        UniqueConstraint("shared_kpi_id", "department_id"),
        CheckConstraint("(person_id IS NULL) <> (department_id IS NULL)", name="somebodys"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    shared_kpi_id: Mapped[int] = mapped_column(ForeignKey("shared_kpis.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    agreed_at: Mapped[datetime | None]
    basis_id: Mapped[int | None] = mapped_column(ForeignKey("kpi_sheets.id"))


class SharedKpiHistoryRow(HistoryColumns[State, Event], Base):
    """Something happened to a version. `note` is the reason that its actor gave."""

    __tablename__ = "shared_kpi_history"
    __table_args__ = (UniqueConstraint("shared_kpi_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    shared_kpi_id: Mapped[int] = mapped_column(ForeignKey("shared_kpis.id"))
    event: Mapped[Event]
    from_state: Mapped[State]
    to_state: Mapped[State]
