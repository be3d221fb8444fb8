"""Website requests, and what was said about them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.intake.details import Details
from bot.domain.intake.reaction import Reacted
from bot.domain.intake.request import Request
from bot.domain.intake.triage import Kind, Reach, Urgency
from bot.domain.intake.way import Event, State
from storage.models.base import Base, HistoryColumns
from storage.types import SealedJson, SealedText


class RequestRow(Base):
    """One website request; its id is the number people say. `owner_id` is the product manager who has it.

    `submission` is the Slack view that was handed in: handing it in twice files one request.
    `branch` is where the requester worked on that day; `source_*` is the message it was made of.
    `owed_since`: when its present step became somebody's. `promised_for`: the day promised with the
    acceptance that stands. `is_private`: every list asks for it (storage.intake.visibility).
    """

    __tablename__ = "requests"
    __table_args__ = (UniqueConstraint("requester_id", "submission"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    requester_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    submission: Mapped[str] = mapped_column(String(64))
    branch: Mapped[str] = mapped_column(String(80))
    kind: Mapped[Kind]
    page: Mapped[str] = mapped_column(String(500))
    happened: Mapped[str] = mapped_column(SealedText())
    expected: Mapped[str] = mapped_column(SealedText())
    since: Mapped[str] = mapped_column(String(200))
    urgency: Mapped[Urgency]
    state: Mapped[State]
    filed_at: Mapped[datetime]
    answer_by: Mapped[datetime]
    source_channel: Mapped[str | None] = mapped_column(String(32))
    source_ts: Mapped[str | None] = mapped_column(String(32))
    source_link: Mapped[str | None] = mapped_column(String(500))
    version: Mapped[int] = mapped_column(default=1)
    owed_since: Mapped[datetime]
    promised_for: Mapped[date | None]
    is_private: Mapped[bool] = mapped_column(default=False)

    def value(self) -> Request:
        return Request(
            id=self.id,
            requester_id=self.requester_id,
            owner_id=self.owner_id,
            state=self.state,
            urgency=self.urgency,
            answer_by=self.answer_by,
            promised_for=self.promised_for,
            owed_since=self.owed_since,
            version=self.version,
            is_private=self.is_private,
        )


class RequestDetailsRow(Base):
    """What only some requests say. `extra`: pairs of a label, as the requester read it, and the answer."""

    __tablename__ = "request_details"

    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), primary_key=True)
    device: Mapped[str] = mapped_column(String(200))
    reach: Mapped[Reach | None]
    for_whom: Mapped[str] = mapped_column(String(500))
    wished_by: Mapped[str] = mapped_column(String(200))
    extra: Mapped[list[Any]] = mapped_column(SealedJson())

    def value(self) -> Details:
        return Details(
            device=self.device,
            reach=self.reach,
            for_whom=self.for_whom,
            wished_by=self.wished_by,
            extra=tuple((label, answer) for label, answer in self.extra),
        )


class RequestFileRow(Base):
    """A file that came with the step `number`: Slack's id, and its name and link as people see them."""

    __tablename__ = "request_files"
    __table_args__ = (UniqueConstraint("request_id", "number", "file_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"))
    number: Mapped[int]
    file_id: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(255))
    mimetype: Mapped[str] = mapped_column(String(80))
    permalink: Mapped[str] = mapped_column(String(500))


class RequestEntryRow(HistoryColumns[State, Event], Base):
    """Something happened to a request, or was said about it across the two threads.

    `note` is what was written to the other side. `source` is what it came from, a Slack message
    (`D1:12.3`) or a view (`view:V1`): the same one arriving twice is one entry.
    """

    __tablename__ = "request_entries"
    __table_args__ = (
        UniqueConstraint("request_id", "number"),
        UniqueConstraint("source"),
        Index("ix_request_entries_at", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"))
    event: Mapped[Event]
    from_state: Mapped[State]
    to_state: Mapped[State]
    source: Mapped[str | None] = mapped_column(String(80))


class ReactionRow(Base):
    """Somebody asked with an emoji to send a message to the desk; `text`, as people saw it, fills a form.

    `author_id`: the colleague who wrote it, where that is another one.
    """

    __tablename__ = "request_reactions"
    __table_args__ = (UniqueConstraint("person_id", "channel", "ts"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    channel: Mapped[str] = mapped_column(String(32))
    ts: Mapped[str] = mapped_column(String(32))
    thread_ts: Mapped[str | None] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(SealedText())
    at: Mapped[datetime]

    def value(self) -> Reacted:
        return Reacted(
            person_id=self.person_id,
            author_id=self.author_id,
            channel=self.channel,
            ts=self.ts,
            thread_ts=self.thread_ts,
            text=self.text,
            at=self.at,
        )
