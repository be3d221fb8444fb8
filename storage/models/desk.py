"""What the website desk arranges about requests: what is put off, who was called, who was told it is due."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.intake.answer_due import Rung
from bot.domain.intake.emergency import REASON_LIMIT as PAGE_LIMIT
from bot.domain.intake.later import REASON_LIMIT
from storage.models.base import Base


class PutOffRow(Base):
    """A request was put off; `done_at` once it stands in the queue again. A new one takes its place."""

    __tablename__ = "requests_put_off"

    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), primary_key=True, autoincrement=False)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    until: Mapped[datetime] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(String(REASON_LIMIT))
    done_at: Mapped[datetime | None]


class PageRow(Base):
    """The developer on duty was called about a request, and perhaps took the call. `submission`: the view
    that was handed in; twice is one call.
    """

    __tablename__ = "request_pages"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), index=True)
    developer_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(String(PAGE_LIMIT))
    submission: Mapped[str] = mapped_column(String(64), unique=True)
    taken_at: Mapped[datetime | None]


class AnswerDueRow(Base):
    """Somebody was told that an answer to a request is due by that hour: once, however often it is looked."""

    __tablename__ = "answers_due_told"

    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), primary_key=True, autoincrement=False)
    hour: Mapped[datetime] = mapped_column(primary_key=True)
    rung: Mapped[Rung] = mapped_column(primary_key=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, autoincrement=False)
    at: Mapped[datetime]
