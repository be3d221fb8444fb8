"""An action: what somebody is to do by when so that it goes better, and who does it. Source: domain.md §8."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.actions.became import Became
from bot.domain.actions.way import ACTION, Event, Stage, State
from bot.domain.people import Person
from bot.domain.weeks.feedback import Tied

MOST_AT_ONCE = 3
"""Above so many open ones their writer is told that they are too many (our choice)."""


class ActionKind(StrEnum):
    """What it is."""

    PRACTICE = "practice"
    TRAINING = "training"
    MENTORING = "mentoring"
    PLAN = "plan"


class TrainingKind(StrEnum):
    """How somebody learns. `SHARING`: in a session with colleagues that they hold or take part in."""

    CLASSROOM = "classroom"
    ON_THE_JOB = "on_the_job"
    SHARING = "sharing"


BEGINS_WITH = {ActionKind.TRAINING: Event.OFFER, ActionKind.MENTORING: Event.ASK}
"""What happens first to one of a kind, where it is not just written."""
ASKS_WHAT_BECAME = frozenset({ActionKind.TRAINING, ActionKind.MENTORING})
"""Of which kinds it is asked in the end what became of them."""


class Support(StrEnum):
    """What is offered with an improvement plan before anything is demanded."""

    TRAINING = "training"
    MENTOR = "mentor"
    POST = "post"


@dataclass(frozen=True, kw_only=True)
class Questioned:
    """The three questions, as they were answered when it was written. `open_then`: how many were open
    already; `few`: not too many; `hits`: it hits the point; `lands`: where it shows in daily work.
    """

    open_then: int = 0
    few: bool = False
    hits: bool = False
    lands: str = ""


@dataclass(frozen=True, kw_only=True)
class Supported:
    """What is offered with an improvement plan, and in which words."""

    kinds: tuple[Support, ...] = ()
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Action:
    """`person_id`: for whose sake; `owner_id`: who does it, they themselves, their manager or a mentor. It is
    for a `gap` in free words, or `tied` to a requirement of the post, a KPI or a value, or both. `training`:
    of which kind a training is; None of anything else, and of those of before it was asked. `version`: the
    number of the last entry of its history.
    """

    id: int
    person_id: int
    owner_id: int
    kind: ActionKind
    tied: Tied | None
    gap: str
    text: str
    due_on: date
    written_by_id: int
    written_at: datetime
    state: State
    version: int
    questioned: Questioned = Questioned()
    supported: Supported = Supported()
    training: TrainingKind | None = None

    @property
    def stage(self) -> Stage:
        return ACTION.stage(self.state)

    @property
    def asks_what_became(self) -> bool:
        """Whether it is asked in the end what became of it."""
        return self.kind in ASKS_WHAT_BECAME


@dataclass(frozen=True, kw_only=True)
class Whose:
    """Somebody with actions, for the table of deeds. `above_id`: their manager's manager."""

    id: int
    manager_id: int | None
    above_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ManagedAction:
    """An action with the manager whom its person has now, for the table of deeds."""

    action: Action
    manager_id: int | None

    @property
    def person_id(self) -> int:
        return self.action.person_id

    @property
    def owner_id(self) -> int:
        return self.action.owner_id

    @property
    def written_by_id(self) -> int:
        return self.action.written_by_id

    @property
    def stage(self) -> Stage:
        return self.action.stage


@dataclass(frozen=True, kw_only=True)
class Followed:
    """What was said of it last: how it stands or stood, by whom, when, in which words."""

    event: Event
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One action with names. `last`: what was said of it last, of a follow-up, an answer or its end. `began`:
    it was known to whom it is for; a pairing that no mentor took on is nothing for whose sake it was.
    `became`: what each of those who said so said of it in the end, the newest last.
    """

    action: Action
    person: Person
    owner: Person
    last: Followed | None
    began: bool = True
    became: tuple[Became, ...] = ()

    @property
    def has_lost_its_owner(self) -> bool:
        """Whether whoever does it, or was asked to, has left; somebody else has to."""
        return not (self.action.stage.ended or self.owner.is_active)

    def is_late(self, now: datetime) -> bool:
        """Whether its day is over, in the calendar of whoever does it, and it is open or offered still."""
        stage = self.action.stage
        return (stage.open or stage.offered) and now.astimezone(self.owner.zone).date() > self.action.due_on


@dataclass(frozen=True, kw_only=True)
class Report:
    """One of a manager's people, and how many open actions they have."""

    person: Person
    open: int


@dataclass(frozen=True, kw_only=True)
class ActionsPage:
    """The actions of one person before one reader; the open ones first. `of_others`: what the reader does for
    others, on their own page; `reports`: their people. `may_write`: new ones, and what ends or reopens one;
    `may_offer`: trainings.
    `only_growth`: trainings and pairings alone.
    """

    reader: Person
    person: Person
    listed: tuple[Listed, ...]
    more: int = 0
    of_others: tuple[Listed, ...] = ()
    reports: tuple[Report, ...] = ()
    may_write: bool = False
    may_offer: bool = False
    only_growth: bool = False

    @property
    def is_own(self) -> bool:
        return self.reader.id == self.person.id


def may_answer(reader: Person, action: Action) -> bool:
    """Whether somebody says whether they take it up: to whom it is offered."""
    return action.stage.offered and reader.id == action.person_id


def may_take_up(reader: Person, action: Action) -> bool:
    """Whether somebody takes it up: to whom it is offered, also where they said no before."""
    return may_answer(reader, action) or (action.stage.turned_down and reader.id == action.person_id)


def may_withdraw(reader: Person, action: Action) -> bool:
    """Whether somebody of HR takes back what they offered: until it is answered."""
    return action.stage.offered and reader.id == action.written_by_id != action.person_id


def may_follow_up(reader: Person, action: Action) -> bool:
    """Whether somebody says how far it is: whose it is, and who does it."""
    return action.stage.open and reader.id in (action.person_id, action.owner_id)
