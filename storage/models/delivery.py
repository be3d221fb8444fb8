"""What is waiting to be sent, what was posted where, and what was heard already."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.notices import Sending
from storage.models.base import Base
from storage.types import SealedJson


class OutboxRow(Base):
    """A notice to be sent once.

    `due_at` is when it should be said, `retry_at` when it may be tried again after a failure, and
    `leased_until` until when one sender has it to itself. `attempted` is set with the lease and
    cleared when Slack surely did nothing: a row claimed with it may have been sent already. `mark` is what
    its message is known by in Slack; None of what a version before marks wrote: there it is the number.
    `bulk`: it is one of many, before which goes what somebody waits for.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_status_due_at", "status", "due_at"),
        Index("ix_outbox_status_bulk_due_at_id", "status", "bulk", "due_at", "id"),
        Index("ix_outbox_lane_status_due_at", "lane", "status", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = mapped_column(String(60))
    lane: Mapped[str] = mapped_column(String(60))
    payload: Mapped[dict[str, Any]] = mapped_column(SealedJson())
    status: Mapped[Sending] = mapped_column(default=Sending.PENDING)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    retry_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    attempted: Mapped[bool] = mapped_column(default=False)
    sent_at: Mapped[datetime | None]
    problem: Mapped[str | None] = mapped_column(String(200))
    mark: Mapped[str | None] = mapped_column(String(32))
    bulk: Mapped[bool] = mapped_column(default=False, server_default=false())


class CardRow(Base):
    """A message that is posted once and updated after. `fingerprint` is a hash of what it shows."""

    __tablename__ = "cards"

    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    channel: Mapped[str] = mapped_column(String(32))
    ts: Mapped[str] = mapped_column(String(32))
    fingerprint: Mapped[str] = mapped_column(String(64))
    posted_at: Mapped[datetime]

    __table_args__ = (Index("ix_cards_channel_ts", "channel", "ts"),)


class FormerCardRow(Base):
    """Where a card stood before somebody deleted it, or its place was gone: what is still written in that
    thread belongs to it.
    """

    __tablename__ = "former_cards"

    channel: Mapped[str] = mapped_column(String(32), primary_key=True)
    ts: Mapped[str] = mapped_column(String(32), primary_key=True)
    key: Mapped[str] = mapped_column(String(120))


class DraftRow(Base):
    """What a person has typed and not yet handed in, one per form and subject."""

    __tablename__ = "drafts"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    form: Mapped[str] = mapped_column(String(40), primary_key=True)
    subject: Mapped[str] = mapped_column(String(60), primary_key=True)
    data: Mapped[dict[str, Any]] = mapped_column(SealedJson())
    saved_at: Mapped[datetime]


class SeenEventRow(Base):
    """A Slack event that was heard, by the hash of its id; retries of one that was dealt with are ignored.

    `leased_until` is set while somebody deals with it, and None once that is done.
    """

    __tablename__ = "seen_events"

    event_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(index=True)
    leased_until: Mapped[datetime | None]


class PassedUntilRow(Base):
    """Up to which moment the passing of time was looked into, so that what was missed is made up for."""

    __tablename__ = "passed_until"

    what: Mapped[str] = mapped_column(String(40), primary_key=True)
    at: Mapped[datetime]


class UnreadThreadRow(Base):
    """A thread in which something may have been written, between these moments, that nobody heard."""

    __tablename__ = "unread_threads"
    __table_args__ = (UniqueConstraint("channel", "ts"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(32))
    ts: Mapped[str] = mapped_column(String(32))
    since: Mapped[datetime]
    until: Mapped[datetime]
    failures: Mapped[int] = mapped_column(default=0)
