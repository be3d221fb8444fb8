"""A project as its rules see it: who takes part, what speaks for and against it, what it lacks."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.intake.assess import Effort
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.project_record import Days
from bot.domain.intake.project_way import PROJECT, Event, Stage, State
from bot.domain.intake.triage import Kind as RequestKind
from bot.domain.obligations import MINUTES, Obligation, Subject
from bot.domain.people import Person

MOST_PARTICIPANTS = 20
DAYS_TO_DECIDE = 5
"""Working days until a decision is owed, where nobody says otherwise (our choice)."""


class Side(StrEnum):
    """What a line of the discussion is."""

    FOR = "for"
    AGAINST = "against"
    OPEN = "open"


class Missing(StrEnum):
    """What development waits for, in the order in which it is wanted."""

    DISCUSSION = "discussion"
    PARTICIPANTS = "participants"
    FOR = "for"
    AGAINST = "against"
    ESTIMATE = "estimate"
    DECISION = "decision"
    RESUMING = "resuming"


@dataclass(frozen=True, kw_only=True)
class Project:
    """`by_id`: the product manager who opened it. `decide_by`: the day until which it is to be decided.

    `owed_since`: when the present step became somebody's. `version`: the number of its last entry.
    """

    id: int
    request_id: int
    by_id: int
    decide_by: date
    state: State
    owed_since: datetime
    version: int

    @property
    def stage(self) -> Stage:
        return PROJECT.stage(self.state)

    @property
    def is_open(self) -> bool:
        return not self.stage.closed


@dataclass(frozen=True, kw_only=True)
class Argument:
    """One line of the discussion. `edited_at`: when its author changed it last."""

    id: int
    project_id: int
    author: Person
    side: Side
    text: str
    at: datetime
    edited_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Participant:
    """Somebody who was named, since then. `has_spoken`: a line of theirs is on record."""

    person: Person
    since: datetime
    has_spoken: bool

    @property
    def is_awaited(self) -> bool:
        """Their word is still wanted; nobody who left is waited for."""
        return self.person.is_active and not self.has_spoken


@dataclass(frozen=True, kw_only=True)
class ProjectStep:
    """One thing that happened. `text`: what was written with it. `estimate` of whom; `deciders`, and the day
    on which they decided.
    """

    number: int
    event: Event
    by: Person | None
    at: datetime
    text: str
    estimate: Days | None = None
    estimated_by: Person | None = None
    deciders: tuple[Person, ...] = ()
    decided_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ProjectFacts:
    """One project with its request and everything on record, oldest first. `followed_by`: who follows the
    request; `card_in_view`: it is read before its card, in the channel.
    """

    project: Project
    request: RequestFacts
    by: Person
    participants: Sequence[Participant]
    arguments: Sequence[Argument]
    steps: Sequence[ProjectStep]
    followed_by: frozenset[int] = frozenset()
    card_in_view: bool = False

    @property
    def id(self) -> int:
        return self.project.id

    @property
    def stage(self) -> Stage:
        return self.project.stage

    @property
    def requester_id(self) -> int:
        return self.request.requester_id

    @property
    def owner_id(self) -> int:
        return self.request.owner_id

    @property
    def is_private(self) -> bool:
        return self.request.is_private

    @property
    def owner(self) -> Person:
        """The product manager who has the request now."""
        return self.request.owner

    @property
    def question(self) -> str:
        """What is to be decided, as it was put when it was opened."""
        return next((each.text for each in self.steps if each.event is Event.OPEN), "")

    @property
    def estimate(self) -> ProjectStep | None:
        """The newest one."""
        return next((each for each in reversed(self.steps) if each.event is Event.ESTIMATE), None)

    @property
    def decision(self) -> ProjectStep | None:
        """The one that holds; None while it is discussed, again too."""
        for step in reversed(self.steps):
            if step.event is Event.DISCUSS:
                return None
            if step.event in (Event.DECIDE, Event.DECLINE):
                return step
        return None

    @property
    def decided_by(self) -> frozenset[int]:
        """Everybody who ever decided about it."""
        return frozenset(who.id for step in self.steps for who in step.deciders)

    @property
    def halt(self) -> ProjectStep | None:
        """Why it stands still, or was given up; None where it was not."""
        if not self.stage.paused and self.project.state is not State.STOPPED:
            return None
        return next(each for each in reversed(self.steps) if each.event in (Event.PAUSE, Event.STOP))

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What it lacks before development may start."""
        return tuple(missing(self))

    @property
    def possible(self) -> frozenset[Event]:
        """What can happen to it now."""
        return PROJECT.possible(self.project.state)

    def on(self, side: Side) -> tuple[Argument, ...]:
        return tuple(each for each in self.arguments if each.side is side)

    def argument(self, argument_id: int) -> Argument | None:
        return next((each for each in self.arguments if each.id == argument_id), None)

    def step(self, number: int) -> ProjectStep:
        return next(each for each in self.steps if each.number == number)

    def takes_part(self, person: Person | None) -> bool:
        return person is not None and any(each.person.id == person.id for each in self.participants)


@dataclass(frozen=True, kw_only=True)
class ProjectForm:
    """What the form to open a project starts with."""

    request: RequestFacts
    decide_by: date


def missing(facts: ProjectFacts) -> Iterator[Missing]:
    """Everything that has to be on record first, at once: nobody starts what nobody discussed.

    Of those who take part one who is still there. Source: docs/decisions/0038.
    """
    if not any(each.person.is_active for each in facts.participants):
        yield Missing.PARTICIPANTS
    if not facts.on(Side.FOR):
        yield Missing.FOR
    if not facts.on(Side.AGAINST):
        yield Missing.AGAINST
    if facts.estimate is None:
        yield Missing.ESTIMATE
    if not facts.stage.decided:
        yield Missing.DECISION


def usual_day(person: Person, *, now: datetime) -> date:
    """Until when it is decided where nobody says otherwise, by the calendar of whoever asks for it."""
    return person.calendar.add_working_days(now.astimezone(person.zone).date(), DAYS_TO_DECIDE)


def is_project_sized(request: RequestFacts) -> bool:
    """Whether it needs a discussion on record: it was filed as a project, or is as much work as one."""
    effort = request.assessed.assessment.effort if request.assessed else None
    return request.kind is RequestKind.PROJECT or effort in (Effort.LARGE, Effort.HUGE)


def implied(
    project: Project, *, owner: Person, participants: Collection[Participant]
) -> Iterator[Obligation]:
    """The decision of whoever has the request, and the word of each who takes part and has not spoken: by the
    day on which it is to be decided. Nobody who left owes one.
    """
    stage = project.stage
    if stage.move is not None and owner.is_active:
        yield Obligation(
            person_id=owner.id,
            other_id=project.by_id,
            kind=stage.move,
            subject=Subject.PROJECT,
            subject_id=project.id,
            since=project.owed_since,
            opens_at=project.owed_since,
            due_on=project.decide_by,
            minutes=MINUTES[stage.move],
        )
    if stage.word is None:
        return
    for each in participants:
        if not each.is_awaited:
            continue
        since = max(each.since, project.owed_since)
        yield Obligation(
            person_id=each.person.id,
            other_id=owner.id,
            kind=stage.word,
            subject=Subject.PROJECT,
            subject_id=project.id,
            since=since,
            opens_at=since,
            due_on=project.decide_by,
            minutes=MINUTES[stage.word],
        )
