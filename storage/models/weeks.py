"""Check-ins with their history and their answers, and which digests were announced. All but the check-ins are
only added.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.weeks.check_in import Answers, CheckIn, KpiWord, Outlook, SkipReason
from bot.domain.weeks.check_in_way import Event, State
from bot.domain.weeks.week import Week
from storage.models.base import Base, HistoryColumns
from storage.types import SealedJson, SealedText


class CheckInRow(Base):
    """One person's check-in of one week; see bot.domain.weeks.check_in. `week` is its Monday."""

    __tablename__ = "check_ins"
    __table_args__ = (
        UniqueConstraint("employee_id", "week"),
        Index("ix_check_ins_manager_id_week", "manager_id", "week"),
        Index("ix_check_ins_week", "week"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    manager_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    goals_id: Mapped[int] = mapped_column(ForeignKey("goals.id"))
    week: Mapped[date]
    state: Mapped[State]
    opens_at: Mapped[datetime]
    due_on: Mapped[date]
    lapses_on: Mapped[date]
    version: Mapped[int] = mapped_column(default=1)
    skipped_for: Mapped[SkipReason | None]

    def value(self, *, is_here: bool) -> CheckIn:
        return CheckIn(
            id=self.id,
            employee_id=self.employee_id,
            manager_id=self.manager_id,
            goals_id=self.goals_id,
            week=Week(self.week),
            state=self.state,
            opens_at=self.opens_at,
            due_on=self.due_on,
            lapses_on=self.lapses_on,
            version=self.version,
            skipped_for=self.skipped_for,
            is_here=is_here,
        )


class CheckInHistoryRow(HistoryColumns[State, Event], Base):
    """Something happened to somebody's check-in. `note` is what one side wrote to the other."""

    __tablename__ = "check_in_history"
    __table_args__ = (UniqueConstraint("check_in_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    check_in_id: Mapped[int] = mapped_column(ForeignKey("check_ins.id"))
    event: Mapped[Event]
    from_state: Mapped[State]
    to_state: Mapped[State]


class CheckInAnswersRow(Base):
    """One version of what was answered. `number`: the entry of the history with which it came.

    `kpis`: in their order, each [key, name, outlook, figure, line]; `helpers`: people's ids.
    """

    __tablename__ = "check_in_answers"
    __table_args__ = (UniqueConstraint("check_in_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    check_in_id: Mapped[int] = mapped_column(ForeignKey("check_ins.id"))
    number: Mapped[int]
    kpis: Mapped[list[Any]] = mapped_column(SealedJson())
    blockers: Mapped[str] = mapped_column(SealedText())
    helpers: Mapped[list[Any]]

    def value(self) -> Answers:
        return Answers(
            kpis=tuple(
                KpiWord(key=key, name=name, outlook=Outlook(outlook), figure=figure, line=line)
                for key, name, outlook, figure, line in self.kpis
            ),
            blockers=self.blockers,
            helpers=tuple(self.helpers),
        )


class DigestRow(Base):
    """A manager's digest of a week was announced, or is not any more: a newer one was due as well."""

    __tablename__ = "digests"

    manager_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    week: Mapped[date] = mapped_column(primary_key=True)
    at: Mapped[datetime]
