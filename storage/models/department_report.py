"""Who was told what a department came to in a month."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base


class DepartmentReportToldRow(Base):
    """A month of a department, by its first day, was announced to somebody, or there was nothing to tell."""

    __tablename__ = "department_reports_told"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    at: Mapped[datetime]
