"""The plan's goals as they stand, and what was changed of them. History rows are only added."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.goals.anchors import Direction
from bot.domain.goals.plan import What
from bot.domain.quantities import Quantity
from storage.models.base import Base


class PlanGoalRow(Base):
    """One goal; see bot.domain.goals.plan. Texts by language. `version`: the number of its last change."""

    __tablename__ = "plan_goals"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    parent_key: Mapped[str | None] = mapped_column(String(40))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"), index=True)
    period: Mapped[str] = mapped_column(String(20))
    name: Mapped[dict[str, Any]]
    measure: Mapped[dict[str, Any]]
    unit: Mapped[dict[str, Any]]
    quantity: Mapped[Quantity]
    target: Mapped[str] = mapped_column(String(120))
    direction: Mapped[Direction]
    source: Mapped[dict[str, Any]]
    figure_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    position: Mapped[int]
    version: Mapped[int]
    is_by_hand: Mapped[bool]
    retired_on: Mapped[date | None]


class PlanGoalHistoryRow(Base):
    """Something changed of one goal: `was` and `now` hold the fields that differ, and nothing else."""

    __tablename__ = "plan_goal_history"
    __table_args__ = (UniqueConstraint("goal_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    goal_id: Mapped[int] = mapped_column(ForeignKey("plan_goals.id"))
    number: Mapped[int]
    what: Mapped[What]
    was: Mapped[dict[str, Any]]
    now: Mapped[dict[str, Any]]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
