"""Briefs of website requests: every version, only added."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base
from storage.types import SealedJson


class RequestBriefRow(Base):
    """One version of a brief: its parts by name, and the developers' language in which it was written."""

    __tablename__ = "request_briefs"
    __table_args__ = (UniqueConstraint("request_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"))
    number: Mapped[int]
    parts: Mapped[dict[str, Any]] = mapped_column(SealedJson())
    locale: Mapped[str] = mapped_column(String(16))
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
