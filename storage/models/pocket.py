"""Evidence pockets: cases, their files, the reviews in which they were used, and reminders of empty ones."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.weeks.kept_under import Kind
from bot.domain.weeks.pocket import KEY_LIMIT
from bot.domain.weeks.pocket_files import Keeping
from storage.models.base import Base
from storage.types import SealedBytes, SealedJson, SealedText


class PocketCaseRow(Base):
    """One case of somebody's, whom alone it is shown; see bot.domain.weeks.pocket.

    `channel` to `deleted_at` tell of the message that it is a copy of; they are empty where it was written
    by hand. `removed_at`: taken out by its owner, who may take that back for a while.
    """

    __tablename__ = "pocket_cases"
    __table_args__ = (
        UniqueConstraint("owner_id", "channel", "ts"),
        Index("ix_pocket_cases_owner_id_kind_key", "owner_id", "kind", "key"),
        Index("ix_pocket_cases_channel_ts", "channel", "ts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[Kind]
    key: Mapped[str] = mapped_column(String(KEY_LIMIT))
    rung: Mapped[int | None]
    called: Mapped[dict[str, Any]]
    text: Mapped[str] = mapped_column(SealedText())
    names: Mapped[dict[str, Any]] = mapped_column(SealedJson())
    is_cut: Mapped[bool]
    note: Mapped[str] = mapped_column(SealedText())
    happened_on: Mapped[date]
    kept_at: Mapped[datetime]
    channel: Mapped[str | None] = mapped_column(String(32))
    channel_name: Mapped[str | None] = mapped_column(String(255))
    ts: Mapped[str | None] = mapped_column(String(32))
    thread_ts: Mapped[str | None] = mapped_column(String(32))
    author_slack_id: Mapped[str | None] = mapped_column(String(32))
    author: Mapped[str | None] = mapped_column(String(120))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    said_at: Mapped[datetime | None]
    link: Mapped[str | None] = mapped_column(Text)
    edited_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None] = mapped_column(index=True)


class PocketFileRow(Base):
    """A file of a message that was kept, as Slack told of it.

    `keeping` says what there is of its contents; while they are waited for, `retry_at` and `leased_until`
    say when they are fetched and by whom. Of files from before that was done it is "earlier".
    """

    __tablename__ = "pocket_files"
    __table_args__ = (Index("ix_pocket_files_keeping_retry_at", "keeping", "retry_at"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("pocket_cases.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    slack_id: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(SealedText())
    mimetype: Mapped[str] = mapped_column(String(80))
    size: Mapped[int | None]
    permalink: Mapped[str] = mapped_column(String(500))
    keeping: Mapped[Keeping] = mapped_column(server_default=Keeping.EARLIER)
    retry_at: Mapped[datetime | None]
    leased_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(server_default="0")


class PocketContentRow(Base):
    """What was in a file when it was kept; in a row of its own, which no list reads."""

    __tablename__ = "pocket_contents"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "position"], ["pocket_files.case_id", "pocket_files.position"]),
    )

    case_id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(SealedBytes())
    fetched_at: Mapped[datetime]


class PocketUseRow(Base):
    """A case was put into a self-score, at this item; both empty: into the closing remark."""

    __tablename__ = "pocket_uses"

    case_id: Mapped[int] = mapped_column(ForeignKey("pocket_cases.id"), primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"), primary_key=True)
    section: Mapped[str] = mapped_column(String(40), primary_key=True)
    item: Mapped[str] = mapped_column(String(40), primary_key=True)
    at: Mapped[datetime]


class PocketReminderRow(Base):
    """Somebody was told that their pocket is empty, with the reminder of that day: once a month."""

    __tablename__ = "pocket_reminders"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    day: Mapped[date]


class PocketSilenceRow(Base):
    """Somebody does not want to be told that."""

    __tablename__ = "pocket_silences"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    at: Mapped[datetime]
