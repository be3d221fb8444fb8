"""What people owe: one row for each step that waits for one person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.people import Person


class Subject(StrEnum):
    """What a step is about."""

    REVIEW = "review"
    GOALS = "goals"
    TALK = "talk"
    FIGURES = "figures"
    JOB_FORM = "job_form"
    SHARED_KPI = "shared_kpi"
    SUGGESTION = "suggestion"
    REQUEST = "request"
    CHECK_IN = "check_in"
    PLAN = "plan"
    DUTY_SWAP = "duty_swap"
    HANDOVER = "handover"
    PROJECT = "project"
    INPUT = "input"


class Kind(StrEnum):
    """Which step it is, in the order in which they are taken. Each has its words and its button in
    messages/obligations.
    """

    JOB_FORM = "job_form"
    GOALS = "goals"
    GOALS_AGREEMENT = "goals_agreement"
    GOALS_ADJUSTED = "goals_adjusted"
    FIGURES = "figures"
    JOB_FORM_RATING = "job_form_rating"
    SHARED_KPI = "shared_kpi"
    SUGGESTION = "suggestion"
    INPUT = "input"
    SELF_SCORE = "self_score"
    MORE_ASKED = "more_asked"
    APPROVAL = "approval"
    SECOND_LOOK = "second_look"
    RELEASE = "release"
    TALK = "talk"
    ACKNOWLEDGEMENT = "acknowledgement"
    APPEAL = "appeal"
    PLAN = "plan"
    REPLY = "reply"
    CONFIRMATION = "confirmation"
    REQUEST = "request"
    HANDOVER = "handover"
    WORDING = "wording"
    READY = "ready"
    DECISION = "decision"
    ARGUMENT = "argument"
    DUTY_SWAP = "duty_swap"
    CHECK_IN = "check_in"


MINUTES: Mapping[Kind, int] = {
    Kind.GOALS: 12,
    Kind.GOALS_AGREEMENT: 4,
    Kind.GOALS_ADJUSTED: 3,
    Kind.FIGURES: 5,
    Kind.JOB_FORM: 15,
    Kind.JOB_FORM_RATING: 6,
    Kind.SHARED_KPI: 2,
    Kind.SUGGESTION: 5,
    Kind.INPUT: 5,
    Kind.MORE_ASKED: 4,
    Kind.APPROVAL: 5,
    Kind.SECOND_LOOK: 2,
    Kind.RELEASE: 2,
    Kind.TALK: 30,
    Kind.ACKNOWLEDGEMENT: 1,
    Kind.APPEAL: 10,
    Kind.PLAN: 10,
    Kind.REPLY: 2,
    Kind.CONFIRMATION: 1,
    Kind.REQUEST: 5,
    Kind.HANDOVER: 3,
    Kind.WORDING: 1,
    Kind.READY: 5,
    Kind.DECISION: 5,
    Kind.ARGUMENT: 5,
    Kind.DUTY_SWAP: 1,
    Kind.CHECK_IN: 1,
}
"""About how long each takes (our choice); a self-score depends on what is scored."""

FEW = 3
"""So many steps that can be done by team have a line each; of more, a team has one (our choice)."""

TOLD_TO_NOBODY = frozenset({Kind.INPUT})
"""Whether somebody does it is theirs alone: nobody else hears that they did not, and nobody counts it."""

NOTHING_TO_MAKE_UP = frozenset({Kind.CHECK_IN, Kind.INPUT})
"""What is over once its last day is: nobody gives more time for it, so nobody is told to ask."""

ASKED_BY_REMINDER = frozenset({Kind.CHECK_IN})
"""What no card of its own tells of when it opens: the reminder is what asks for it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Obligation:
    """One step that waits for one person, as the state of its subject implies it.

    `opens_at`: they are not asked before. `since`: when it became theirs. `due_on`: in their own
    calendar; `due_at` where the hour matters. `lapses_on`: the last day on which it is taken.
    `other_id`: the other side, whose score it is or who asked. `period`: the cycle's name, for reviews.
    """

    person_id: int
    kind: Kind
    subject: Subject
    subject_id: int
    other_id: int
    since: datetime
    opens_at: datetime
    due_on: date
    minutes: int
    due_at: datetime | None = None
    lapses_on: date | None = None
    period: str = ""


@dataclass(frozen=True, kw_only=True)
class Owed:
    """The same as it is shown. `who` is the other side's name; `opens_at` None: since it became theirs.

    `team`, `team_id`: whose people it is one of, where several can be done together; `together`: how many
    this line stands for, being the first of them, and `minutes` is of all.
    """

    kind: Kind
    subject_id: int
    who: str
    since: datetime
    due_on: date
    minutes: int
    period: str = ""
    due_at: datetime | None = None
    lapses_on: date | None = None
    opens_at: datetime | None = None
    team: str = ""
    team_id: int | None = None
    together: int = 1

    @property
    def begins(self) -> datetime:
        """When it is first theirs to do."""
        return max(self.since, self.opens_at or self.since)

    def is_late(self, now: datetime, *, person: Person) -> bool:
        """After its hour, or where there is none after its day in the person's own calendar."""
        if self.due_at is not None:
            return now > self.due_at
        return now.astimezone(person.zone).date() > self.due_on


def announced_on(kind: Kind, *, begins: datetime, zone: ZoneInfo) -> date | None:
    """The day, in its owner's calendar, on which a card of its own tells of a step; None: none does."""
    return None if kind in ASKED_BY_REMINDER else begins.astimezone(zone).date()


def is_asked_for(*, opens_at: datetime, lapses_on: date | None, now: datetime, person: Person) -> bool:
    """Whether a step is owed now: not before it was announced, nor once it is not taken any more.

    Source: docs/decisions/0003.
    """
    return now >= opens_at and not is_lapsed(lapses_on, now=now, person=person)


def is_lapsed(lapses_on: date | None, *, now: datetime, person: Person) -> bool:
    """Whether a step is not taken any more, by the person's own calendar."""
    return lapses_on is not None and now.astimezone(person.zone).date() > lapses_on


def soonest_first(owed: Iterable[Owed]) -> tuple[Owed, ...]:
    """By due day; of one day those with an hour come first, then the step that is taken first."""
    end_of_day = datetime.combine(date.max, time.max, tzinfo=UTC)
    steps = list(Kind)

    def place(each: Owed) -> tuple[date, datetime, int, int]:
        return each.due_on, each.due_at or end_of_day, steps.index(each.kind), each.subject_id

    return tuple(sorted(owed, key=place))


def in_teams(owed: Sequence[Owed]) -> tuple[Owed, ...]:
    """The same in their order; those of a team in one line, where more than a few can be done like that."""
    teams: dict[tuple[Kind, int, str], list[Owed]] = {}
    for each in owed:
        if each.team_id is not None:
            teams.setdefault((each.kind, each.team_id, each.period), []).append(each)
    if sum(map(len, teams.values())) <= FEW:
        return tuple(owed)
    lines = []
    for each in owed:
        of = teams[each.kind, each.team_id, each.period] if each.team_id is not None else [each]
        if each is of[0]:
            lines.append(replace(each, together=len(of), minutes=sum(one.minutes for one in of)))
    return tuple(lines)
