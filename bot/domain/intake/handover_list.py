"""What lies with developers, as a list: what is wanted first stands first."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.intake.handover_way import HANDOVER, Party, Stage, State
from bot.domain.pages import Span
from bot.domain.people import Person
from bot.domain.whose_move import Turn, their_turn


@dataclass(frozen=True, kw_only=True)
class Handed:
    """One brief that somebody has. `title`: the first line of what was asked.

    `requester_id`, `owner_id` and `is_private` are the request's.
    """

    id: int
    request_id: int
    state: State
    due_on: date | None
    owed_since: datetime
    assignee: Person
    owner: Person
    requester_id: int
    is_private: bool
    branch: str
    title: str

    @property
    def stage(self) -> Stage:
        return HANDOVER.stage(self.state)

    @property
    def owner_id(self) -> int:
        return self.owner.id

    @property
    def assignee_id(self) -> int:
        return self.assignee.id

    def turn(self, reader: Person | None) -> Turn | None:
        """Whose turn it is, before that reader (None: a channel)."""
        if self.stage.mover is None:
            return None
        who = self.assignee if self.stage.mover is Party.DEVELOPER else self.owner
        return their_turn(who, since=self.owed_since, reader=reader)

    def untold(self) -> "Handed":
        """The same without what was typed, for those who do not read it."""
        return replace(self, title="", branch="")


@dataclass(frozen=True, kw_only=True)
class HandedPage:
    """A page of them. `of_all`: all that lie with developers, else the reader's own."""

    reader: Person
    of_all: bool
    lines: tuple[Handed, ...]
    span: Span
