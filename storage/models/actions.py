"""Improvement actions, what happened to them, and the plans that are wanted."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.actions.action import Action, ActionKind, Questioned, Support, Supported, TrainingKind
from bot.domain.actions.way import Event, State
from bot.domain.weeks.feedback import Tied, TiedTo
from storage.models.base import Base, HistoryColumns
from storage.types import SealedText


class ActionRow(Base):
    """One action; see bot.domain.actions.action. What was written never changes.

    `submission`: the form of which it came. `open_then`, `few`, `hits`, `lands`: the three questions as they
    were answered; `support`, `offered`: what comes with an improvement plan; `training`: of which
    kind one is.
    """

    __tablename__ = "actions"
    __table_args__ = (
        UniqueConstraint("submission"),
        Index("ix_actions_person_id_state", "person_id", "state"),
        Index("ix_actions_owner_id_state", "owner_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    submission: Mapped[str] = mapped_column(String(58))
    kind: Mapped[ActionKind]
    tied_to: Mapped[TiedTo | None]
    tied_key: Mapped[str | None] = mapped_column(String(40))
    tied_name: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    gap: Mapped[str] = mapped_column(SealedText())
    text: Mapped[str] = mapped_column(SealedText())
    due_on: Mapped[date]
    open_then: Mapped[int]
    few: Mapped[bool]
    hits: Mapped[bool]
    lands: Mapped[str] = mapped_column(SealedText())
    support: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    offered: Mapped[str] = mapped_column(SealedText())
    training: Mapped[TrainingKind | None]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    written_at: Mapped[datetime]
    state: Mapped[State]
    version: Mapped[int]

    def value(self) -> Action:
        tied = None
        if self.tied_to is not None:
            tied = Tied(to=self.tied_to, key=self.tied_key or "", name=self.tied_name)
        return Action(
            id=self.id,
            person_id=self.person_id,
            owner_id=self.owner_id,
            kind=self.kind,
            tied=tied,
            gap=self.gap,
            text=self.text,
            due_on=self.due_on,
            written_by_id=self.written_by_id,
            written_at=self.written_at,
            state=self.state,
            version=self.version,
            questioned=Questioned(open_then=self.open_then, few=self.few, hits=self.hits, lands=self.lands),
            supported=Supported(kinds=tuple(Support(each) for each in self.support), text=self.offered),
            training=self.training,
        )


class ActionHistoryRow(HistoryColumns[State, Event], Base):
    """Something happened to an action. `note`: the line with a follow-up, or a reason."""

    __tablename__ = "action_history"
    __table_args__ = (UniqueConstraint("action_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"))
    event: Mapped[Event]
    from_state: Mapped[State]
    to_state: Mapped[State]


class PlanWantedRow(Base):
    """That a result wants an improvement plan, since when; `met_at`: it is written, or wanted no more."""

    __tablename__ = "plans_wanted"

    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"), primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    since: Mapped[datetime]
    met_at: Mapped[datetime | None]


class PostOfferRow(Base):
    """HR put on record that another post was offered to somebody; see bot.domain.actions.gates."""

    __tablename__ = "post_offers"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    submission: Mapped[str] = mapped_column(String(58), unique=True)
    offered_on: Mapped[date]
    text: Mapped[str] = mapped_column(SealedText())
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class GatesViewRow(Base):
    """One look of HR at somebody's four gates. Appended only."""

    __tablename__ = "gates_views"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
