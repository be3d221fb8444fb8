"""A brief that was handed over to a developer, as its rules see it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.intake.brief import Brief
from bot.domain.intake.climb import Contact
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.handover_line import is_over
from bot.domain.intake.handover_way import (
    ASKED_AND_ANSWERED,
    BESIDE,
    HANDOVER,
    OF_THE_DEVELOPER,
    OF_THE_REQUESTER,
    Event,
    Party,
    Stage,
    State,
)
from bot.domain.intake.tracker import Issue
from bot.domain.obligations import MINUTES, Obligation, Subject
from bot.domain.people import Person
from bot.domain.whose_move import Turn, their_turn

SAYING_LIMIT = 300
"""Most characters in which a developer says what will be done: one line."""


@dataclass(frozen=True, kw_only=True)
class Handover:
    """`brief`: the number of the version that was handed over. `by_id`: the product manager who did.

    `due_on`: the day for which it is wanted. `owed_since`: when the present step became somebody's.
    `version`: the number of its last entry.
    """

    id: int
    request_id: int
    brief: int
    assignee_id: int
    by_id: int
    due_on: date | None
    state: State
    owed_since: datetime
    version: int

    @property
    def stage(self) -> Stage:
        return HANDOVER.stage(self.state)

    @property
    def is_open(self) -> bool:
        return not self.stage.closed


@dataclass(frozen=True, kw_only=True)
class HandoverStep:
    """One thing that happened to it; `text` is what was written with it."""

    number: int
    event: Event
    by: Person | None
    at: datetime
    text: str


@dataclass(frozen=True, kw_only=True)
class HandoverFacts:
    """One hand-over with its request and everything that happened, oldest first. `owner`: the product manager
    who has the request now. `contacts`: how the developer was reached about it, oldest first.
    `issue`: where it stands at a tracker.
    """

    handover: Handover
    request: RequestFacts
    assignee: Person
    by: Person
    steps: Sequence[HandoverStep]
    contacts: Sequence[Contact] = ()
    issue: Issue | None = None

    @property
    def id(self) -> int:
        return self.handover.id

    @property
    def owner(self) -> Person:
        return self.request.owner

    @property
    def requester_id(self) -> int:
        return self.request.requester_id

    @property
    def owner_id(self) -> int:
        return self.request.owner_id

    @property
    def assignee_id(self) -> int:
        return self.handover.assignee_id

    @property
    def is_private(self) -> bool:
        return self.request.is_private

    @property
    def brief(self) -> Brief | None:
        """The newest version."""
        return self.request.brief

    @property
    def stage(self) -> Stage:
        return self.handover.stage

    @property
    def said(self) -> HandoverStep | None:
        """What the developer said last of what will be done; None where that no longer counts: it was
        corrected, or somebody else has it.
        """
        for step in reversed(self.steps):
            if step.event is Event.SAY:
                return step
            if step.event in (Event.CORRECT, Event.REASSIGN):
                return None
        return None

    @property
    def correction(self) -> HandoverStep | None:
        """What the product manager corrected, until the developer says it anew."""
        last = next((each for each in reversed(self.steps) if each.event in (Event.SAY, Event.CORRECT)), None)
        return last if last is not None and last.event is Event.CORRECT else None

    @property
    def meant(self) -> HandoverStep | None:
        """What the requester said last of whether it is what they meant."""
        said = (each for each in reversed(self.steps) if each.event in OF_THE_REQUESTER)
        return next(said, None)

    @property
    def asked(self) -> HandoverStep | None:
        """What the developer asked last and was not answered yet."""
        last = next((each for each in reversed(self.steps) if each.event in ASKED_AND_ANSWERED), None)
        return last if last is not None and last.event is Event.ASK else None

    @property
    def hindrance(self) -> HandoverStep | None:
        """What it waits for, or what was not right when it was looked at; None once it went on."""
        last = next((each for each in reversed(self.steps) if each.event not in BESIDE), None)
        return last if last is not None and last.event in (Event.WAIT, Event.SEND_BACK) else None

    @property
    def tries(self) -> Sequence[Contact]:
        """How the developer was reached about the step that waits now."""
        return [each for each in self.contacts if each.since == self.handover.owed_since]

    def is_late(self, now: datetime) -> bool:
        """Whether the day for which it is wanted is over where its developer is."""
        return self.handover.is_open and is_over(self.handover.due_on, now=now, zone=self.assignee.zone)

    def step(self, number: int) -> HandoverStep:
        return next(each for each in self.steps if each.number == number)

    def who_did(self, step: HandoverStep) -> str:
        """A name; of what was done at the tracker only that it is with the developer is known."""
        if step.by is not None:
            return step.by.name
        return self.assignee.name if step.event in OF_THE_DEVELOPER else ""

    def turn(self, reader: Person | None) -> Turn | None:
        """Whose turn it is, before that reader (None: a channel)."""
        if self.stage.mover is None:
            return None
        who = self.assignee if self.stage.mover is Party.DEVELOPER else self.owner
        return their_turn(who, since=self.handover.owed_since, reader=reader)


@dataclass(frozen=True, kw_only=True)
class HandoverForm:
    """What the form to hand a brief over starts with. `already`: the one that is open."""

    request: RequestFacts
    developers: Sequence[Person]
    already: HandoverFacts | None = None


def implied(handover: Handover, *, assignee: Person, owner: Person, days: int) -> Iterator[Obligation]:
    """The word that waits, by where it is: due `days` working days after it became somebody's, in their own
    calendar (our choice); nobody who left owes one.
    """
    stage, since = handover.stage, handover.owed_since
    if stage.move is None:
        return
    who, other = (assignee, owner) if stage.mover is Party.DEVELOPER else (owner, assignee)
    if not who.is_active:
        return
    yield Obligation(
        person_id=who.id,
        other_id=other.id,
        kind=stage.move,
        subject=Subject.HANDOVER,
        subject_id=handover.id,
        since=since,
        opens_at=since,
        due_on=who.calendar.add_working_days(since.astimezone(who.zone).date(), days),
        minutes=MINUTES[stage.move],
    )
