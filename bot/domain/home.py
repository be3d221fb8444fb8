"""What the Home tab shows: the state of everything that is one person's, by their roles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from bot.domain.goals.way import Mark as GoalsMark
from bot.domain.intake.way import Stage as RequestStage
from bot.domain.obligations import Owed
from bot.domain.people import Person
from bot.domain.reviews.way import Mark
from bot.domain.reviews.way import Stage as ReviewStage


class Section(StrEnum):
    """The parts of the Home tab in their order. Of each there are facts in bot.services.home.FACTS, and a
    layout in messages.home.table.SECTIONS.
    """

    OWED = "owed"
    AWAY = "away"
    REVIEW = "review"
    GOALS = "goals"
    WEEK = "week"
    POCKET = "pocket"
    FEEDBACK = "feedback"
    REQUESTS = "requests"
    TEAM = "team"
    TEAM_GOALS = "team_goals"
    TEAM_WEEKS = "team_weeks"
    TEAM_FEEDBACK = "team_feedback"
    DESK = "desk"
    CYCLE = "cycle"
    COVERAGE = "coverage"
    REACH = "reach"
    PINGS = "pings"


@dataclass(frozen=True, kw_only=True)
class MyOwed:
    """What waits for the person, soonest due first."""

    person: Person
    owed: tuple[Owed, ...]


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
class MyRequests:
    """The newest of them; `more`: how many there are beyond those."""

    listed: tuple[MyRequest, ...]
    more: int


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
class PingsChoice:
    """What a developer chose: whether they may be mentioned."""

    is_open: bool


@dataclass(frozen=True, kw_only=True)
class HomeFacts:
    """Everything on one person's Home tab. What is none of theirs is not in it."""

    person: Person
    of: Mapping[Section, Any]
