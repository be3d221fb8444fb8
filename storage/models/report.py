"""Who was told the figures of the desk."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base


class ReportToldRow(Base):
    """The figures of a week, by its Monday, were announced to somebody, or there was nothing to tell."""

    __tablename__ = "reports_told"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    week: Mapped[date] = mapped_column(primary_key=True)
    at: Mapped[datetime]
