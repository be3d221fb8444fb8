"""Job-responsibility forms, their history, their versions, and the ratings under them. All but the forms are
only added.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.goals.job_form import Answer, JobForm, Rating
from bot.domain.goals.job_form_way import Event, State
from storage.models.base import Base, HistoryColumns
from storage.types import SealedJson


class JobFormRow(Base):
    """One person's form in one cycle, beside their goals; see bot.domain.goals.job_form."""

    __tablename__ = "job_forms"
    __table_args__ = (
        UniqueConstraint("goals_id"),
        Index("ix_job_forms_employee_id", "employee_id"),
        Index("ix_job_forms_cycle_id_manager_id", "cycle_id", "manager_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    goals_id: Mapped[int] = mapped_column(ForeignKey("goals.id"))
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"))
    employee_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    manager_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    state: Mapped[State]
    owed_since: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    filled: Mapped[int | None]
    rated: Mapped[int | None]
    head_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))

    def value(self, *, is_here: bool) -> JobForm:
        return JobForm(
            id=self.id,
            goals_id=self.goals_id,
            cycle_id=self.cycle_id,
            employee_id=self.employee_id,
            manager_id=self.manager_id,
            state=self.state,
            owed_since=self.owed_since,
            version=self.version,
            filled=self.filled,
            rated=self.rated,
            head_id=self.head_id,
            is_here=is_here,
        )


class JobFormHistoryRow(HistoryColumns[State, Event], Base):
    """Something happened to somebody's form. `note` is the reason that its actor gave."""

    __tablename__ = "job_form_history"
    __table_args__ = (UniqueConstraint("form_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    form_id: Mapped[int] = mapped_column(ForeignKey("job_forms.id"))
    event: Mapped[Event]
    from_state: Mapped[State]
    to_state: Mapped[State]


class JobFormVersionRow(Base):
    """What somebody filled in and signed, as bot.domain.goals.job_form.Content."""

    __tablename__ = "job_form_versions"
    __table_args__ = (UniqueConstraint("form_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    form_id: Mapped[int] = mapped_column(ForeignKey("job_forms.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(SealedJson())
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class JobFormRatingRow(Base):
    """The manager's view of one version, and their signature under it."""

    __tablename__ = "job_form_ratings"
    __table_args__ = (UniqueConstraint("version_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("job_form_versions.id"))
    answers: Mapped[dict[str, Any]] = mapped_column(SealedJson())
    partly_percent: Mapped[int]
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    in_place_of_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]

    def value(self) -> Rating:
        return Rating(
            answers={key: Answer.model_validate(answer) for key, answer in self.answers.items()},
            partly_percent=self.partly_percent,
            by_id=self.by_id,
            at=self.at,
            in_place_of_id=self.in_place_of_id,
        )
