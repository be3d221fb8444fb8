"""Imports of the organisation: one at a time, each on record."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base


class ImportRow(Base):
    """One import. Without `ended_at` it is under way, or died; `counts` say what it came to."""

    __tablename__ = "imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    begun_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    counts: Mapped[dict[str, Any] | None]
