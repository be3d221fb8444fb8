"""A check-in: what somebody says of a week, KPI by KPI. Source: domain.md §8."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.obligations import MINUTES, Kind, Obligation, Subject
from bot.domain.pages import Span
from bot.domain.people import Person
from bot.domain.weeks.check_in_way import CHECK_IN, Stage, State
from bot.domain.weeks.week import Week

LINE_LIMIT = 200
BLOCKERS_LIMIT = 1000
MOST_HELPERS = 5


class Outlook(StrEnum):
    """Where a KPI is going, the best first."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF = "off"


class SkipReason(StrEnum):
    """Why there is nothing to say of a week."""

    LEAVE = "leave"
    TRAVEL = "travel"
    NOTHING_NEW = "nothing_new"


@dataclass(frozen=True, kw_only=True)
class KpiWord:
    """What somebody says of one KPI. `name` as the KPI was called then. `figure` as it was typed: a word to
    the manager, never the KPI's figure of docs/decisions/0021. Both texts may be empty.
    """

    key: str
    name: str
    outlook: Outlook
    figure: str = ""
    line: str = ""


@dataclass(frozen=True, kw_only=True)
class Answers:
    """One version of a check-in, which never changes. `helpers`: ids of those whose help is wanted."""

    kpis: tuple[KpiWord, ...]
    blockers: str = ""
    helpers: tuple[int, ...] = ()

    @property
    def concerns(self) -> tuple[KpiWord, ...]:
        """What is not on track: what is off first."""
        off = [each for each in self.kpis if each.outlook is Outlook.OFF]
        return (*off, *(each for each in self.kpis if each.outlook is Outlook.AT_RISK))

    @property
    def is_blocked(self) -> bool:
        """Whether something keeps its person from going on, or they need somebody."""
        return bool(self.blockers or self.helpers)

    @property
    def is_on_track(self) -> bool:
        return not self.is_blocked and not self.concerns


@dataclass(frozen=True, kw_only=True)
class CheckIn:
    """Somebody's check-in as its rules see it; no answers.

    `opens_at`: when they are asked. `due_on` and `lapses_on`, the last day on which it is taken, in their own
    calendar. `version`: the number of the last entry. `is_here`: they have not left.
    """

    id: int
    employee_id: int
    manager_id: int
    goals_id: int
    week: Week
    state: State
    opens_at: datetime
    due_on: date
    lapses_on: date
    version: int
    skipped_for: SkipReason | None = None
    is_here: bool = True

    @property
    def stage(self) -> Stage:
        return CHECK_IN.stage(self.state)

    def is_over(self, person: Person, now: datetime) -> bool:
        """Whether nothing is taken of its week any more, by its person's own calendar."""
        return self.stage.closed or now.astimezone(person.zone).date() > self.lapses_on


def implied(check_in: CheckIn) -> Obligation | None:
    """What it wants of its person; nothing while they are gone."""
    if check_in.stage.move is None or not check_in.is_here:
        return None
    return Obligation(
        person_id=check_in.employee_id,
        other_id=check_in.manager_id,
        kind=check_in.stage.move,
        subject=Subject.CHECK_IN,
        subject_id=check_in.id,
        since=check_in.opens_at,
        opens_at=check_in.opens_at,
        due_on=check_in.due_on,
        lapses_on=check_in.lapses_on,
        minutes=MINUTES[Kind.CHECK_IN],
    )


@dataclass(frozen=True, kw_only=True)
class CheckInFacts:
    """A check-in as one of its two sides reads it; who may is `Deed.READ_CHECK_IN`.

    `answers`: the newest; None where there are none. `helpers`: the names of who is wanted. `read_on`: when
    the manager reads of it. `is_repeated`: all of it is what was said the week before, at one click; of so
    many `open_actions`, and trainings that are `offered`, that says nothing.
    """

    check_in: CheckIn
    employee: Person
    manager: Person
    answers: Answers | None
    helpers: tuple[str, ...]
    read_on: date
    is_repeated: bool = False
    open_actions: int = 0
    offered: int = 0


@dataclass(frozen=True, kw_only=True)
class LastWord:
    """What somebody said last of one KPI, and of which week."""

    outlook: Outlook
    line: str
    week: Week


@dataclass(frozen=True, kw_only=True)
class CheckInOnHome:
    """A person's own, on their Home tab: `facts` of the latest, None where there is none; `week` is the one
    that they can give now; None where they cannot.
    """

    facts: CheckInFacts | None
    week: Week | None

    def is_about(self, facts: CheckInFacts) -> bool:
        """Whether these are of the week that can be given now."""
        return facts.check_in.week == self.week


@dataclass(frozen=True, kw_only=True)
class TeamCheckIn:
    """The latest of one of a manager's people."""

    check_in: CheckIn
    name: str
    answers: Answers | None


@dataclass(frozen=True, kw_only=True)
class TeamCheckIns:
    """Those of a manager's people, who needs them first: a page of them. Of all of them `needing` are blocked
    or have something at risk, and `silent` have said nothing.
    """

    listed: tuple[TeamCheckIn, ...]
    span: Span
    needing: int
    silent: int
