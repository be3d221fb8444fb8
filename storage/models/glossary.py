"""Business words and technical terms: every version of a term, only added."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base


class GlossaryTermRow(Base):
    """One version of a term; `term` is the term's own number. Only the newest counts.

    `is_retired`: it is not looked for any more. `by_id` is None for the command line.
    """

    __tablename__ = "glossary_terms"
    __table_args__ = (UniqueConstraint("term", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    term: Mapped[int]
    version: Mapped[int]
    is_newest: Mapped[bool]
    words: Mapped[dict[str, Any]]
    technical: Mapped[str] = mapped_column(String(120))
    note: Mapped[str] = mapped_column(String(300))
    is_retired: Mapped[bool]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
