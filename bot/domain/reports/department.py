"""A department's month in four parts. Source: domain.md §8.

Counts only: no names but of who agreed to it, and never a score.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.domain.actions.action import TrainingKind
from bot.domain.actions.trainings import Answer
from bot.domain.obligations import Kind
from bot.domain.reports.counting import Count, Thing, is_about_few
from bot.domain.reports.kpi_trend import KpiLine
from bot.domain.reports.month import Month
from bot.domain.weeks.suggestion_way import State


@dataclass(frozen=True, kw_only=True)
class DepartmentAbout:
    """A department by its number and name. `heads`: who heads it, for the table of deeds."""

    id: int
    department: str
    heads: frozenset[int]


CHECK_INS = frozenset({Kind.CHECK_IN})
GOALS = frozenset(
    {
        Kind.JOB_FORM,
        Kind.GOALS,
        Kind.GOALS_AGREEMENT,
        Kind.GOALS_ADJUSTED,
        Kind.FIGURES,
        Kind.JOB_FORM_RATING,
        Kind.SHARED_KPI,
    }
)
REVIEWS = frozenset(
    {
        Kind.SELF_SCORE,
        Kind.MORE_ASKED,
        Kind.APPROVAL,
        Kind.SECOND_LOOK,
        Kind.RELEASE,
        Kind.TALK,
        Kind.ACKNOWLEDGEMENT,
    }
)
"""Which steps are counted together. Appeals and improvement plans are in none: that there is one tells of
somebody's result.
"""


@dataclass(frozen=True, kw_only=True)
class Suggested:
    """What became of the suggestions that were made."""

    adopted: int = 0
    put_off: int = 0
    declined: int = 0
    waiting: int = 0

    @property
    def total(self) -> int:
        return self.adopted + self.put_off + self.declined + self.waiting


@dataclass(frozen=True, kw_only=True)
class Completion:
    """Steps due in the month: `done` in time, `late`, or neither yet. None: too few people had one."""

    check_ins: Count | None
    goals: Count | None
    reviews: Count | None

    @property
    def shown(self) -> Mapping[str, Count | None]:
        return {"check_ins": self.check_ins, "goals": self.goals, "reviews": self.reviews}

    @property
    def whole(self) -> Count:
        """Of those that are shown."""
        return sum((each for each in self.shown.values() if each is not None), start=Count())


@dataclass(frozen=True, kw_only=True)
class Growth:
    """Trainings and pairings with a mentor that began in the month, and that were done in it. `kinds`: of
    which kinds those are that began; `offers`: what became by now of those that were offered in the month.
    Both are None where one of the parts would be about too few.
    """

    trainings_begun: Count | None
    trainings_done: Count | None
    pairings_begun: Count | None
    pairings_done: Count | None
    requirements: Count | None
    """What the posts ask for, of everybody whose form was rated; `done`: met."""
    kinds: Mapping[TrainingKind | None, int] | None = field(default_factory=dict)
    offers: Mapping[Answer, int] | None = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class DepartmentReport:
    """One department's month. A count is None where it would be about fewer than five people; `is_small`:
    there are fewer than five in the department, so that every one of them is.

    `kpis`: the team's own; `shared`: what is shared with others. `handovers` due in the month, `done` in
    time; `questions` that were asked of its people in the month about website requests and briefs, `done`:
    answered by now; `feedback` that came in it, `done`: answered; `actions` open by now, some late.
    `recognised`: who agreed to be named, in a post of this month.
    """

    department: str
    month: Month
    is_small: bool
    completion: Completion
    kpis: tuple[KpiLine, ...]
    shared: tuple[KpiLine, ...]
    handovers: Count | None
    questions: Count | None
    feedback: Count | None
    growth: Growth
    suggestions: Suggested | None
    actions: Count | None
    recognised: tuple[str, ...]

    @property
    def happened(self) -> tuple[Count | None, ...]:
        """What was counted of people and goes by what they did; suggestions stand for themselves."""
        growth = self.growth
        return (
            *self.completion.shown.values(),
            self.handovers,
            self.questions,
            self.feedback,
            growth.trainings_begun,
            growth.trainings_done,
            growth.pairings_begun,
            growth.pairings_done,
            self.actions,
        )

    @property
    def has_news(self) -> bool:
        """Whether something happened in the month: that a KPI stands there, or a form was rated, is none."""
        has_counts = any(each is not None and each.total for each in self.happened)
        is_hidden = not self.is_small and None in (*self.happened, self.suggestions)
        has_suggestions = self.suggestions is not None and self.suggestions.total > 0
        kpis = (*self.kpis, *self.shared)
        has_figure = any(each.newest is not None and each.newest.month == self.month for each in kpis)
        return has_counts or is_hidden or has_suggestions or has_figure or bool(self.recognised)

    @property
    def is_nothing(self) -> bool:
        """Nothing happened, and there is no KPI to speak of."""
        return not (self.has_news or self.kpis or self.shared)

    @property
    def has_hidden(self) -> bool:
        """Whether some figure is not shown."""
        counted = (*self.happened, self.growth.requirements, self.suggestions)
        parts = (self.growth.kinds, self.growth.offers)
        return None in (*counted, *parts) or any(each.has_few for each in self.shared)


def suggested(made: Iterable[tuple[int, State]], *, people: int) -> Suggested | None:
    """What became of these, each by its giver and its state; None where too few made them."""
    found = list(made)
    if is_about_few((giver for giver, _ in found), people=people):
        return None
    states = [state for _, state in found]
    answered = {each: states.count(each) for each in (State.ADOPTED, State.NOT_NOW, State.DECLINED)}
    return Suggested(
        adopted=answered[State.ADOPTED],
        put_off=answered[State.NOT_NOW],
        declined=answered[State.DECLINED],
        waiting=len(states) - sum(answered.values()),
    )


def of_kinds(steps: Iterable[tuple[Kind, Thing]], kinds: frozenset[Kind]) -> list[Thing]:
    """Those of these kinds."""
    return [thing for kind, thing in steps if kind in kinds]
