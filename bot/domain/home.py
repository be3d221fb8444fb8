"""What the Home tab shows: the state of everything that is one person's, by their roles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.goals.facts import GoalsFacts, TeamGoals
from bot.domain.goals.way import Mark as GoalsMark
from bot.domain.intake.way import Stage as RequestStage
from bot.domain.obligations import Owed
from bot.domain.people import Person
from bot.domain.reviews.approval import TeamProgress
from bot.domain.reviews.way import Mark
from bot.domain.reviews.way import Stage as ReviewStage


@dataclass(frozen=True, kw_only=True)
class MyReview:
    """How far the person's own latest review is; no scores."""

    review_id: int
    cycle_id: int
    manager_id: int
    period: str
    stage: ReviewStage
    manager: str
    self_score_due: date
    self_score_closes: date
    approval_due: date


@dataclass(frozen=True, kw_only=True)
class MyRequest:
    """One of the person's requests that is not settled. `title`: the first line of what they wrote."""

    number: int
    title: str
    stage: RequestStage
    owner: str


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Unsettled website requests by the key of their stage, for product managers."""

    counts: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class CycleOverview:
    """How far how many people are in the latest cycle, for HR."""

    period: str
    counts: Mapping[Mark, int]


@dataclass(frozen=True, kw_only=True)
class GoalsCoverage:
    """How far the goals of a period are by department, for HR."""

    cycle_id: int
    period: str
    due: date
    departments: Mapping[str, Mapping[GoalsMark, int]]


@dataclass(frozen=True, kw_only=True)
class HomeFacts:
    """Everything on one person's Home tab. A part that is None is not theirs to see.

    `open_to_pings` is a developer's choice. `more_requests`: how many there are beyond those listed.
    """

    person: Person
    owed: tuple[Owed, ...]
    review: MyReview | None
    goals: GoalsFacts | None
    requests: tuple[MyRequest, ...]
    more_requests: int
    team: TeamProgress | None
    team_goals: TeamGoals | None
    desk: Desk | None
    cycle: CycleOverview | None
    coverage: GoalsCoverage | None
    open_to_pings: bool | None
