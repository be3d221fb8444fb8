"""What is taken out of reviews as a file: of a person, of a department, of a cycle. Source: domain.md §1."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from bot.domain.actions.action import Listed
from bot.domain.goals.job_form import FormVersion
from bot.domain.goals.sheet import SheetVersion
from bot.domain.moves import Moved
from bot.domain.people import Person, Role
from bot.domain.reviews.approval import ApprovalFacts
from bot.domain.reviews.calibration import Move
from bot.domain.reviews.facts import CycleFacts
from bot.domain.reviews.history import Happened, Subject
from bot.domain.reviews.past import PastResult
from bot.domain.reviews.scoring import Outcome
from bot.domain.reviews.way import IN_CONFIDENCE, REVIEW, State

FEWEST = 5
"""Of fewer released results nothing is counted together."""
TOLD = frozenset({Subject.REVIEW, Subject.GOALS, Subject.TALK, Subject.CALIBRATION, Subject.ACTION})
"""What of the history stands in a file: what became of the reviews, not who looked at them."""


def may_be_told(entry: Happened) -> bool:
    """Whether a file names it at all: nothing of a review that is not released."""
    return entry.about is None or entry.about.stage.released


def told(entry: Happened) -> Happened:
    """As a file has it: what was said among those who look again stays there."""
    is_doubt = entry.subject is Subject.REVIEW and entry.event in IN_CONFIDENCE
    return replace(entry, note=None) if is_doubt else entry


def came_on(moves: Iterable[Moved]) -> date | None:
    """Since which day somebody is in their department, of what happened to them; None: they began in it."""
    return max((each.day for each in moves if each.facts.department is not None), default=None)


@dataclass(frozen=True, kw_only=True)
class FileOf:
    """Whose file it is, for the table of deeds."""

    id: int
    manager_id: int | None
    is_hr: bool

    @classmethod
    def person(cls, person: Person) -> "FileOf":
        return cls(id=person.id, manager_id=person.manager_id, is_hr=person.has(Role.HR))


@dataclass(frozen=True, kw_only=True)
class ReviewOf:
    """One released review. `moves`: those of calibration that stand."""

    facts: ApprovalFacts
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PersonsFile:
    """Somebody's reviews as `reader` is given them. `reviews`: the released ones, the oldest first.
    `happened`: the newest first; `by`: people's names by id.
    `sheets` and `forms`: the KPI sheets and the job-responsibility forms that both sides signed and that
    count, by period, the oldest first. `before`: results of before Steward, as they were imported, the
    oldest first. `why_moved`: whether the reader is told who moved a result and why.
    """

    person: Person
    reader: Person
    at: datetime
    reviews: tuple[ReviewOf, ...]
    happened: tuple[Happened, ...]
    by: Mapping[int, str]
    sheets: tuple[tuple[str, SheetVersion], ...]
    forms: tuple[tuple[str, FormVersion], ...]
    actions: tuple[Listed, ...]
    before: tuple[PastResult, ...]
    why_moved: bool


@dataclass(frozen=True, kw_only=True)
class ResultOf:
    """How far one person of a cycle is. `number`: the company's. `released_on`: as
    the head office counts days. `outcome`: None until it is released."""

    person: Person
    number: str | None
    manager: Person
    cycle: CycleFacts
    state: State
    released_on: date | None
    outcome: Outcome | None

    @property
    def is_released(self) -> bool:
        return REVIEW.stage(self.state).released


@dataclass(frozen=True, kw_only=True)
class Results:
    """Many of them, by period, department and name. `department`: None for whole cycles."""

    department: str | None
    reader: Person
    at: datetime
    results: tuple[ResultOf, ...]

    def counted(self) -> Mapping[str, Mapping[Decimal, int]]:
        """By period, the best point first, how many have it; nothing of a period with fewer than `FEWEST`."""
        points: dict[str, Counter[Decimal]] = {}
        for each in self.results:
            if each.outcome is not None:
                points.setdefault(each.cycle.name, Counter())[each.outcome.score] += 1
        return {
            period: dict(sorted(of.items(), reverse=True))
            for period, of in points.items()
            if of.total() >= FEWEST
        }
