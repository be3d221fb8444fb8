"""Who has the website desk: what was decided of a week, changes, and people's hours there."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.intake.rota import DutyChange
from storage.models.base import Base


class DutyWeekRow(Base):
    """What was decided of one week, which beats the turns; `week` is its Monday."""

    __tablename__ = "duty_weeks"

    week: Mapped[date] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    stand_in_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class DutyChangeRow(Base):
    """From `at` on that person has the desk, until the next row; `was_id` had it before."""

    __tablename__ = "duty_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    week: Mapped[date]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    was_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    carried: Mapped[str] = mapped_column(Text)
    """The numbers of the requests that went over with it, by commas."""

    def value(self) -> DutyChange:
        return DutyChange(
            id=self.id,
            week=self.week,
            person_id=self.person_id,
            was_id=self.was_id,
            at=self.at,
            carried=tuple(int(number) for number in self.carried.split(",") if number),
        )


class DeskHoursRow(Base):
    """When somebody at the desk works, where that is not when the desk is open: `09:00-12:00,13:30-18:00`."""

    __tablename__ = "desk_hours"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    periods: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
