"""Posts; goals of a period with their history, and signatures under KPI sheets. History is only added to."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.goals.goals import Goals, Signature
from bot.domain.goals.way import Event, Party, State
from storage.models.base import Base, HistoryColumns, VersionColumns


class PostRow(VersionColumns, Base):
    """One version of a post that was added to those that are shipped."""

    __tablename__ = "posts"
    __table_args__ = (UniqueConstraint("key", "version"),)


class GoalsRow(Base):
    """One person's goals in one cycle; see bot.domain.goals.goals."""

    __tablename__ = "goals"
    __table_args__ = (
        UniqueConstraint("cycle_id", "employee_id"),
        Index("ix_goals_manager_id_state", "manager_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"))
    employee_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    manager_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    state: Mapped[State]
    owed_since: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    sheet_id: Mapped[int | None] = mapped_column(ForeignKey("kpi_sheets.id"))
    agreed_sheet_id: Mapped[int | None] = mapped_column(ForeignKey("kpi_sheets.id"))
    wanted_from: Mapped[date | None]

    def value(self, *, is_here: bool) -> Goals:
        return Goals(
            id=self.id,
            cycle_id=self.cycle_id,
            employee_id=self.employee_id,
            manager_id=self.manager_id,
            state=self.state,
            owed_since=self.owed_since,
            version=self.version,
            sheet_id=self.sheet_id,
            agreed_sheet_id=self.agreed_sheet_id,
            wanted_from=self.wanted_from,
            is_here=is_here,
        )


class GoalsHistoryRow(HistoryColumns[State, Event], Base):
    """Something happened to somebody's goals. `note` is the reason that its actor gave."""

    __tablename__ = "goals_history"
    __table_args__ = (UniqueConstraint("goals_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    goals_id: Mapped[int] = mapped_column(ForeignKey("goals.id"))
    event: Mapped[Event]
    from_state: Mapped[State]
    to_state: Mapped[State]


class SignatureRow(Base):
    """One side signed one version of a sheet; never changed, never taken away."""

    __tablename__ = "signatures"
    __table_args__ = (UniqueConstraint("sheet_id", "side"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("kpi_sheets.id"))
    side: Mapped[Party]
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    in_place_of_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]

    def value(self) -> Signature:
        return Signature(
            sheet_id=self.sheet_id,
            side=self.side,
            by_id=self.by_id,
            at=self.at,
            in_place_of_id=self.in_place_of_id,
        )
