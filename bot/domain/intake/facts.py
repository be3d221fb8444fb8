"""What cards and modals show of a website request: values, ready to be worded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.intake.assess import Assessed
from bot.domain.intake.brief import Brief
from bot.domain.intake.closing import reopens_until
from bot.domain.intake.details import Answers, Details
from bot.domain.intake.emergency import Paged
from bot.domain.intake.followers import Follower
from bot.domain.intake.handover_line import HandedTo
from bot.domain.intake.known_answers import KnownAnswer
from bot.domain.intake.later import PutOff
from bot.domain.intake.links import Link
from bot.domain.intake.project_way import Stage as ProjectStage
from bot.domain.intake.triage import Kind, Reach, Urgency
from bot.domain.intake.undo import undo_until
from bot.domain.intake.way import (
    ANSWERS,
    DESK_EVENTS,
    REQUEST,
    RETOLD,
    TAKES,
    Event,
    Party,
    Stage,
    State,
)
from bot.domain.people import Person
from bot.domain.whose_move import Turn, their_turn


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file that came with a request: Slack's id, and its name and link as people see them."""

    file_id: str
    name: str
    mimetype: str
    permalink: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a request is about, as its requester told it; it never changes."""

    branch: str
    kind: Kind
    page: str
    happened: str
    expected: str
    since: str
    urgency: Urgency
    filed_at: datetime
    from_message: bool
    source_link: str | None
    device: str = ""
    reach: Reach | None = None
    for_whom: str = ""
    wished_by: str = ""
    extra: Answers = ()

    @property
    def details(self) -> Details:
        """What only some requests say."""
        return Details(
            device=self.device,
            reach=self.reach,
            for_whom=self.for_whom,
            wished_by=self.wished_by,
            extra=self.extra,
        )


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing that happened. `text` is what was written to the other side, `due_on` what was promised,
    `waits_for` what it is blocked by, `about` the number of the reply that was edited or deleted.

    `by` is None where Steward did it by itself. `undoes`: the step that was taken back with this one.
    """

    number: int
    event: Event
    by: Person | None
    at: datetime
    text: str
    due_on: date | None
    files: tuple[Attachment, ...]
    waits_for: str = ""
    undoes: Event | None = None
    about: int | None = None

    @property
    def name(self) -> str:
        """Of whoever did it; empty where that was Steward."""
        return self.by.name if self.by else ""

    @property
    def is_by_the_desk(self) -> bool:
        """Whether its text was written to whoever asked."""
        return self.event in DESK_EVENTS


@dataclass(frozen=True, kw_only=True)
class Related:
    """Another request with which this one has to do. `is_origin`: this one was joined to it, or split off it;
    else it was to this one. `said`: what the desk wrote last to whoever filed it. Of a private one only its
    number, its owner and its state are here: a card of this one is read by others. `said`: of an original.
    """

    id: int
    link: Link
    is_origin: bool
    requester: Person
    owner: Person
    branch: str
    title: str
    state: State
    due_on: date | None
    said: str
    is_private: bool = False

    @property
    def stage(self) -> Stage:
        return REQUEST.stage(self.state)


@dataclass(frozen=True, kw_only=True)
class RequestFacts:
    """One request with everything that crossed between its requester and the desk, oldest first.

    Notes that colleagues write under the card are not part of it: they are never read.
    `alike`: open requests that were shown before this was filed, each with the key of its stage now.
    `due_on` is the day promised with the acceptance that stands now. `source_link` leads to the message it
    was made of; `from_message` says that there was one. `put_off`: it stands aside in the queue; that and
    why is for colleagues alone. `paged`: the last call of a developer about it. `related`: what it has to do
    with other requests. `handed`: the developer who has it. `is_latest_last`: nothing happened since the
    latest step that the requester reads. `assessed` and `brief`: the newest of either. `project`: how far
    the one is that it became.
    """

    id: int
    requester: Person
    owner: Person
    branch: str
    kind: Kind
    page: str
    happened: str
    expected: str
    since: str
    urgency: Urgency
    state: State
    filed_at: datetime
    answer_by: datetime
    due_on: date | None
    from_message: bool
    source_link: str | None
    steps: tuple[Step, ...]
    owed_since: datetime
    related: tuple[Related, ...] = ()
    is_latest_last: bool = True
    is_private: bool = False
    device: str = ""
    reach: Reach | None = None
    assessed: Assessed | None = None
    brief: Brief | None = None
    for_whom: str = ""
    wished_by: str = ""
    extra: Answers = ()

    project: ProjectStage | None = None
    alike: Mapping[int, str] = field(default_factory=dict)
    put_off: PutOff | None = None
    paged: Paged | None = None
    handed: HandedTo | None = None

    def turn(self, reader: Person | None) -> Turn | None:
        """Whose turn it is, before that reader (None: everybody at the desk). What waited for the requester
        is not charged to the desk: it has it since the answer. That a developer has it is said at the desk
        alone: requesters do not hear who builds it.
        """
        if self.is_closed:
            return None
        if reader is None and self.handed is not None and self.handed.turn is not None:
            return self.handed.turn
        who = self.requester if self.stage.mover is Party.REQUESTER else self.owner
        return their_turn(who, since=self.owed_since, reader=reader)

    @property
    def requester_id(self) -> int:
        return self.requester.id

    @property
    def owner_id(self) -> int:
        return self.owner.id

    @property
    def passed_on_by(self) -> Person | None:
        """The colleague who filed it for its requester, None where they did it themselves; what the desk
        split off was theirs already.
        """
        by = self.steps[0].by if self.steps else self.requester
        is_part = any(each.link is Link.SPLIT and each.is_origin for each in self.related)
        return None if by is None or is_part or by.id == self.requester.id else by

    @property
    def stage(self) -> Stage:
        return REQUEST.stage(self.state)

    @property
    def is_closed(self) -> bool:
        return self.stage.closed

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is done about it, here or where its original is."""
        original = self.joined_to
        return self.is_closed and (original is None or original.stage.closed)

    @property
    def title(self) -> str:
        """The first line of what happened."""
        return self.happened.partition("\n")[0].strip()

    @property
    def answer(self) -> Step | None:
        """The last thing that the desk said and did not take back."""
        return next(reversed(self._answers), None)

    @property
    def latest(self) -> Step:
        """The last step of either side."""
        return self.steps[-1]

    @property
    def touched(self) -> Step | None:
        """The last thing that was done to it at the desk, with or without words."""
        return next((step for step in reversed(self.steps) if step.event in TAKES | RETOLD), None)

    @property
    def is_taken(self) -> bool:
        """Whether its owner has it for certain, rather than for having been on duty."""
        undone = {step.number - 1 for step in self.steps if step.event is Event.UNDO}
        return any(
            step.event in TAKES and step.by == self.owner and step.number not in undone for step in self.steps
        )

    @property
    def waits_for(self) -> str:
        """What it waits for while it is blocked."""
        blocks = [step for step in self.steps if step.event is Event.BLOCK]
        return blocks[-1].waits_for if self.stage.blocked and blocks else ""

    @property
    def first_answer_took(self) -> timedelta | None:
        """How long the requester waited for the first word of the desk."""
        first = next(iter(self._answers), None)
        return first.at - self.filed_at if first else None

    @property
    def assessed_seen(self) -> int:
        """The number of the assessment that holds; 0 before there is one."""
        return self.assessed.number if self.assessed else 0

    @property
    def brief_seen(self) -> int:
        """The newest version of its brief; 0 before there is one."""
        return self.brief.number if self.brief else 0

    @property
    def desk_seen(self) -> int:
        """The number of the desk's last step; a form opened before it is out of date."""
        return self.touched.number if self.touched else 0

    @property
    def joined_to(self) -> Related | None:
        """The request that is the same, and is answered for both."""
        return next((each for each in self.related if each.link is Link.JOINED and each.is_origin), None)

    @property
    def reopens_until(self) -> datetime | None:
        """Until when it can be reopened; None: at any time."""
        return reopens_until(self.stage, since=self.owed_since)

    @property
    def undo_until(self) -> datetime | None:
        """Until when the latest step can be taken back; None where it cannot."""
        return undo_until(self.latest.event, at=self.latest.at) if self.is_latest_last else None

    def is_late(self, now: datetime, *, zone: ZoneInfo) -> bool:
        """Whether what is promised next, an answer's hour or a day, is over in this zone."""
        if self.stage.answer_owed:
            return now > self.answer_by
        return self.due_on is not None and now.astimezone(zone).date() > self.due_on

    def is_deleted(self, step: Step) -> bool:
        """Whether its writer deleted that reply, or the one it changed, later: its words are not shown."""
        reply = step.about if step.event is Event.AMEND else step.number
        return any(each.event is Event.REMOVE and each.about == reply for each in self.steps)

    def is_taken_back(self, step: Step) -> bool:
        """Whether the desk took that step back: what follows it says so."""
        return any(each.event is Event.UNDO and each.number == step.number + 1 for each in self.steps)

    def step(self, number: int) -> Step:
        return next(step for step in self.steps if step.number == number)

    @property
    def _answers(self) -> list[Step]:
        """What the desk said and did not take back: one is taken back by what follows it."""
        then = zip(self.steps, (*self.steps[1:], None), strict=True)
        return [
            step
            for step, following in then
            if step.event in ANSWERS and not (following and following.event is Event.UNDO)
        ]


@dataclass(frozen=True, kw_only=True)
class Followed:
    """A request before somebody else than its requester. `follower`: None where they follow it no more."""

    request: RequestFacts
    person: Person
    follower: Follower | None


@dataclass(frozen=True, kw_only=True)
class Alike:
    """An open request that is like what somebody is about to file. `is_own`: they filed it themselves."""

    number: int
    title: str
    stage: Stage
    owner: str
    filed_at: datetime
    branch: str
    is_own: bool


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What is known before something is filed, the most alike first; never more than three of each."""

    answers: tuple[KnownAnswer, ...]
    requests: tuple[Alike, ...]
