"""Mentions of developers that were pointed to the desk, and what developers chose about being mentioned."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base
from storage.types import SealedText

LONGEST_GROUPS = 200


class DeflectedPingRow(Base):
    """Somebody mentioned developers and was pointed to the desk; `text`, as people saw it, fills a form.

    `developer_id`: the first who was named, None where only groups were; all of them are PingedDeveloperRow.
    `groups`: the handles of the groups named, a blank between. `focus_until`: they were in focus until
    then. `is_quiet`: counted, and nothing said. `request_id`: the request that it became.
    """

    __tablename__ = "deflected_pings"
    __table_args__ = (
        UniqueConstraint("channel", "ts"),
        Index("ix_deflected_pings_author_id_channel", "author_id", "channel"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    developer_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    channel: Mapped[str] = mapped_column(String(32))
    ts: Mapped[str] = mapped_column(String(32))
    thread_ts: Mapped[str | None] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(SealedText())
    at: Mapped[datetime] = mapped_column(index=True)
    groups: Mapped[str] = mapped_column(String(LONGEST_GROUPS), default="")
    focus_until: Mapped[datetime | None]
    is_quiet: Mapped[bool] = mapped_column(default=False)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("requests.id"), index=True)


class PingedDeveloperRow(Base):
    """A developer whom a deflected ping named, alone or with a group, in their order."""

    __tablename__ = "pinged_developers"

    ping_id: Mapped[int] = mapped_column(ForeignKey("deflected_pings.id"), primary_key=True)
    developer_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    position: Mapped[int]
    by_name: Mapped[bool]


class PingNoteRow(Base):
    """Where a note that was clicked on can be changed, for the half hour in which Slack lets it be."""

    __tablename__ = "ping_notes"

    ping_id: Mapped[int] = mapped_column(ForeignKey("deflected_pings.id"), primary_key=True)
    url: Mapped[str] = mapped_column(Text)
    kept_at: Mapped[datetime] = mapped_column(index=True)


class StrangerPingRow(Base):
    """Somebody who is not in the organisation mentioned a developer and was pointed to the desk.

    `locale` and `timezone` are their account's. What they wrote is not kept: they cannot send it. The rest
    as in DeflectedPingRow.
    """

    __tablename__ = "stranger_pings"
    __table_args__ = (
        UniqueConstraint("channel", "ts"),
        Index("ix_stranger_pings_slack_id_channel", "slack_id", "channel"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slack_id: Mapped[str] = mapped_column(String(32))
    locale: Mapped[str] = mapped_column(String(16))
    timezone: Mapped[str] = mapped_column(String(64))
    developer_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    channel: Mapped[str] = mapped_column(String(32))
    ts: Mapped[str] = mapped_column(String(32))
    thread_ts: Mapped[str | None] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(index=True)
    groups: Mapped[str] = mapped_column(String(LONGEST_GROUPS), default="")
    is_quiet: Mapped[bool] = mapped_column(default=False)


class FocusRow(Base):
    """A developer is in focus until then."""

    __tablename__ = "focuses"

    developer_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    since: Mapped[datetime]
    until: Mapped[datetime] = mapped_column(index=True)


class AllowedPingRow(Base):
    """A colleague who may always mention a developer, by the developer's own word."""

    __tablename__ = "allowed_pings"

    developer_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    colleague_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)


class PingsWeeklyRow(Base):
    """Somebody wants to hear once a week how many interruptions were kept away. `told_at`: the last time."""

    __tablename__ = "pings_weekly"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    since: Mapped[datetime]
    told_at: Mapped[datetime | None]


class ExemptChannelRow(Base):
    """A channel in which nobody is pointed to the desk, as Slack knew it last; `name` as it is configured."""

    __tablename__ = "exempt_channels"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    slack_id: Mapped[str] = mapped_column(String(32), index=True)


class DeveloperGroupRow(Base):
    """A user group that is developers, as Slack knew it last."""

    __tablename__ = "developer_groups"

    slack_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    handle: Mapped[str] = mapped_column(String(80))


class GroupMemberRow(Base):
    """An account in a user group that is developers."""

    __tablename__ = "group_members"

    group_id: Mapped[str] = mapped_column(ForeignKey("developer_groups.slack_id"), primary_key=True)
    account: Mapped[str] = mapped_column(String(32), primary_key=True)
