"""What the Home tab shows: what is owed first, and one tab of all that is one person's, by their roles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.domain.goals.facts import GoalsFacts
from bot.domain.goals.way import Mark as GoalsMark
from bot.domain.intake.queue import QueueLine
from bot.domain.intake.way import Stage as RequestStage
from bot.domain.obligations import Owed
from bot.domain.pages import LINES, Span
from bot.domain.people import Person, Role
from bot.domain.reviews.talk_overview import MyTalk, TalkCounts
from bot.domain.reviews.way import Mark
from bot.domain.reviews.way import Stage as ReviewStage
from bot.domain.weeks.check_in import LastWord
from bot.domain.whose_move import Move, Worked

OPEN_FOR = timedelta(hours=1)
"""How long after it was last opened or used a Home is kept right; later its next opening does it."""


class Tab(StrEnum):
    """What is opened one at a time, in their order; the labels are messages.home.table.TABS."""

    OWED = "owed"
    GOALS = "goals"
    POCKET = "pocket"
    FEEDBACK = "feedback"
    REQUESTS = "requests"
    BRANCH = "branch"
    TEAM = "team"
    WEEKS = "weeks"
    CYCLE = "cycle"
    DESK = "desk"
    HANDED = "handed"


class Section(StrEnum):
    """The parts of the Home tab in their order. Each has its tab in TAB_OF, its facts in
    bot.services.home.FACTS, and its line and its layout in messages.home.table.SECTIONS.
    """

    OWED = "owed"
    REVIEW = "review"
    GOALS = "goals"
    WEEK = "week"
    POCKET = "pocket"
    FEEDBACK = "feedback"
    TEAM_FEEDBACK = "team_feedback"
    REQUESTS = "requests"
    BRANCH = "branch"
    TEAM = "team"
    TEAM_WEEKS = "team_weeks"
    CYCLE = "cycle"
    COVERAGE = "coverage"
    REACH = "reach"
    DUTY = "duty"
    DESK = "desk"
    HANDED = "handed"
    AWAY = "away"
    PINGS = "pings"
    LOOKS = "looks"


TAB_OF: Mapping[Section, Tab | None] = {
    Section.OWED: Tab.OWED,
    Section.REVIEW: Tab.GOALS,
    Section.GOALS: Tab.GOALS,
    Section.WEEK: Tab.GOALS,
    Section.POCKET: Tab.POCKET,
    Section.FEEDBACK: Tab.FEEDBACK,
    Section.TEAM_FEEDBACK: Tab.FEEDBACK,
    Section.REQUESTS: Tab.REQUESTS,
    Section.BRANCH: Tab.BRANCH,
    Section.TEAM: Tab.TEAM,
    Section.TEAM_WEEKS: Tab.WEEKS,
    Section.CYCLE: Tab.CYCLE,
    Section.COVERAGE: Tab.CYCLE,
    Section.REACH: Tab.CYCLE,
    Section.DUTY: Tab.DESK,
    Section.DESK: Tab.DESK,
    Section.HANDED: Tab.HANDED,
    Section.AWAY: None,
    Section.PINGS: None,
    Section.LOOKS: None,
}
"""None: what is chosen rather than read stands in full at the foot of all tabs."""

OF_A_TEAM = frozenset({Tab.TEAM, Tab.WEEKS})
ROLE_OF: Mapping[Tab, Role] = {Tab.CYCLE: Role.HR, Tab.DESK: Role.PRODUCT_MANAGER, Tab.HANDED: Role.DEVELOPER}
"""Tabs of those to whom somebody reports, and of those who have a role; the others are everybody's."""

OVERSEERS = frozenset({Role.HR, Role.PRODUCT_MANAGER})
"""On whose Home so much is about others that whatever moves may stand there."""


def tabs_of(person: Person, *, leads: bool) -> tuple[Tab, ...]:
    """Whose tabs are whose; what is owed stands above them all. `leads`: somebody reports to them."""

    def is_theirs(tab: Tab) -> bool:
        return leads if tab in OF_A_TEAM else tab not in ROLE_OF or person.has(ROLE_OF[tab])

    shown = [tab for tab in Tab if tab is not Tab.OWED and tab in TAB_OF.values()]
    return tuple(tab for tab in shown if is_theirs(tab))


@dataclass(frozen=True, kw_only=True)
class Look:
    """What of a Home is open: one tab, or none, and which of its pages, from 1."""

    tab: Tab | None = None
    page: int = 1

    @property
    def first(self) -> int:
        """How many lines stand on the pages before."""
        return (self.page - 1) * LINES

    def over(self, total: int) -> "Look":
        """The same, or the last page where there are not so many lines any more."""
        last = max(1, -(-total // LINES))
        return self if self.page <= last else Look(tab=self.tab, page=last)


@dataclass(frozen=True, kw_only=True)
class MyOwed:
    """What waits for the person, soonest due first, as far as it is shown. `worked`: how long each is theirs,
    in the same order. `is_open`: page by page.
    """

    person: Person
    owed: tuple[Owed, ...]
    span: Span
    worked: tuple[Worked, ...] = ()
    is_open: bool = False


@dataclass(frozen=True, kw_only=True)
class MyReview:
    """How far the person's own review is; no scores. `delegate`: who decides in the manager's place.
    `given_back`: it is theirs again because they wanted it. `release_due`: by when HR releases the result.
    `talk`: about it, once it is released. `beside`: others of theirs in which something is still to be done.
    """

    review_id: int
    cycle_id: int
    manager_id: int
    period: str
    stage: ReviewStage
    manager: str
    self_score_due: date
    self_score_closes: date
    approval_due: date
    second_look_due: date
    release_due: date
    delegate: str | None = None
    given_back: bool = False
    move: Move | None = None
    talk: MyTalk | None = None
    beside: tuple["MyReview", ...] = ()


@dataclass(frozen=True, kw_only=True)
class MyGoals:
    """The person's own sheet. `words`: what they said last of each KPI, by its key."""

    facts: GoalsFacts
    move: Move | None
    words: Mapping[str, LastWord]


@dataclass(frozen=True, kw_only=True)
class MyRequest:
    """A request that is not settled, of the person or of their branch. `title`: the first line of what was
    written.

    `holder_id`: whose move it is, since `since`. `joined_to`: the number of the one that is the same and is
    answered for both; it stands as that one does.
    """

    number: int
    title: str
    stage: RequestStage
    owner: str
    holder_id: int
    since: datetime
    is_private: bool = False
    joined_to: int | None = None
    move: Move | None = None


@dataclass(frozen=True, kw_only=True)
class MyRequests:
    """Those of a page, the newest first."""

    listed: tuple[MyRequest, ...]
    span: Span


@dataclass(frozen=True, kw_only=True)
class BranchRequests:
    """What is open of the person's branch, as far as they may read it: a page, the newest first."""

    branch: str
    listed: tuple[MyRequest, ...]
    span: Span


@dataclass(frozen=True, kw_only=True)
class TeamReviews:
    """How far the reviews of a manager's people are in a cycle."""

    period: str
    approval_due: date
    counts: Mapping[Mark, int]


@dataclass(frozen=True, kw_only=True)
class TeamGoals:
    """How far their goals are in their latest period."""

    cycle_id: int
    period: str
    due: date
    counts: Mapping[GoalsMark, int]


@dataclass(frozen=True, kw_only=True)
class TeamMember:
    """Somebody who reports to the reader. `review` and `goals`: how far they are; None where there are none.

    `step`: what waits for the reader about them, the soonest due; `move`: whose the next of their review or
    goals is; `sheet`: the goals and the version of the KPI sheet that stands.
    """

    name: str
    review: Mark | None
    goals: GoalsMark | None
    step: Owed | None
    sheet: tuple[int, int] | None
    move: Move | None = None


@dataclass(frozen=True, kw_only=True)
class Team:
    """The reader's people: those on a page, about whom something waits for the reader first. `waiting`:
    about how many of all something does. `calibrates`: the cycles of which results wait in a department that
    the reader heads. `beside`: other cycles in which something of them is still to be decided.
    """

    reviews: TeamReviews | None
    goals: TeamGoals | None
    members: tuple[TeamMember, ...]
    waiting: int
    span: Span
    calibrates: tuple[str, ...] = ()
    beside: tuple[TeamReviews, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Unsettled website requests by the key of their stage, and what is due next, for product managers."""

    counts: Mapping[str, int]
    due_next: tuple[QueueLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StandIn:
    """Who decides in a manager's place, and how many reviews."""

    delegate: str
    manager: str
    reviews: int


@dataclass(frozen=True, kw_only=True)
class CycleOverview:
    """How far how many people are in a cycle, for HR; and who decides in whose place. `beside`: other cycles
    in which something is still to be done.
    """

    period: str
    counts: Mapping[Mark, int]
    stand_ins: tuple[StandIn, ...] = ()
    talks: TalkCounts | None = None
    beside: tuple["CycleOverview", ...] = ()


@dataclass(frozen=True, kw_only=True)
class GoalsCoverage:
    """How far the goals of a period are by department, for HR."""

    cycle_id: int
    period: str
    due: date
    departments: Mapping[str, Mapping[GoalsMark, int]]


@dataclass(frozen=True, kw_only=True)
class PingsChoice:
    """What somebody chose about mentions of developers. `is_developer`: of themselves, else of all.

    `focus_until`: a developer is in focus. `allowed`: the names of those whom they allow always.
    `counted`: they hear once a week how many were kept away.
    """

    is_developer: bool
    is_open: bool
    focus_until: datetime | None = None
    allowed: tuple[str, ...] = ()
    counted: bool = False


@dataclass(frozen=True, kw_only=True)
class HomeFacts:
    """What stands on one person's Home. `tabs` are theirs; `of` has what is owed, and of an open tab its
    sections, else those of all of them. What is none of theirs is not in it.
    """

    person: Person
    look: Look
    tabs: tuple[Tab, ...]
    of: Mapping[Section, Any]
