"""The rules of a cycle as they were fixed. Rows are only ever added."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base


class FixedRulesRow(Base):
    """The fingerprint of a cycle's rules at its opening (number 1), and after every change of them.

    `days`: by the name of each, as ISO; `by_id` is None for Steward itself and for the command line.
    `scheme_was` and `scheme_now`: all of both, where the cycle went over from one version to another.
    """

    __tablename__ = "fixed_rules"
    __table_args__ = (UniqueConstraint("cycle_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"))
    number: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(String(64))
    scheme_version: Mapped[int]
    days: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str | None] = mapped_column(Text)
    scheme_was: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    scheme_now: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
