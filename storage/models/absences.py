"""Who is away, as the leave file, the person or their Slack status says."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.absences import Source
from storage.models.base import Base


class AbsenceRow(Base):
    """A person is away from `first` to `last`; without a last day it has no end yet.

    One that is taken back or over stays as it was said, with the day from which it counts no more and
    whose word that was. `status_expires`: what Slack tells of the end of the status that says so, in
    seconds, while that status stands; 0 without one. Which status it was is not kept.
    """

    __tablename__ = "absences"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    first: Mapped[date]
    last: Mapped[date | None] = mapped_column(index=True)
    source: Mapped[Source]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    status_expires: Mapped[int | None] = mapped_column(BigInteger)
    ended_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[Source | None]
