"""Who took out everything about somebody, and what went because it was old. Rows are only ever added."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.privacy.looks import FileLook
from storage.models.base import Base


class FileLookRow(Base):
    """Somebody took out, or erased, all that is held of a person; `by_id` is None for the command line."""

    __tablename__ = "file_looks"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    what: Mapped[FileLook]
    at: Mapped[datetime]


class RetentionRunRow(Base):
    """Rows that went because they were old: under which rule, older than when, how many. Never whose.

    Where rows of the record went whole, `source` names it and `first_id` to `last_id` are all of them: the
    record stays whole without them. Both are empty where only texts went, or rows that it does not guard.
    """

    __tablename__ = "retention_runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(String(40))
    table_name: Mapped[str] = mapped_column(String(63))
    before: Mapped[datetime]
    rows: Mapped[int]
    source: Mapped[str | None] = mapped_column(String(40))
    first_id: Mapped[int | None]
    last_id: Mapped[int | None]
    at: Mapped[datetime]
