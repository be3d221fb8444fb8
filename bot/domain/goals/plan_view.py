"""The plan as one reader sees it: which goals, and what they may know of who has taken them up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.domain.goals.alignment import Alignment, Balance
from bot.domain.goals.plan import Goal, Span, span_named, tree


class Showing(StrEnum):
    """Which goals of a period are listed."""

    ALL = "all"
    OPEN = "open"
    RETIRED = "retired"


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What a reader asked for: a period (empty: the present one), whose goals (None: what is theirs)."""

    period: str = ""
    whose: str | None = None
    showing: Showing = Showing.ALL
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class Looked:
    """Whose goals' takers somebody looks at: a department's; None for everybody's. `leads`: they lead
    somebody, in their own department.
    """

    department: str | None
    leads: bool


@dataclass(frozen=True, kw_only=True)
class PlanRow:
    """One goal in the tree. `taken`: what hangs on it, as far as the reader may know; None where they may
    not.
    """

    depth: int
    goal: Goal
    taken: Alignment | None = None


@dataclass(frozen=True, kw_only=True)
class PlanView:
    """What stands on the screen. `whose`: everybody's (empty), or a department's and the company's.

    `periods` and `owners`: what can be chosen. `open_count`: goals that nobody has taken up, `uneven_count`:
    that come to more or less; None where the reader may not know.
    """

    chosen: Chosen
    rows: Sequence[PlanRow]
    periods: Sequence[str]
    owners: Sequence[str]
    is_empty: bool
    may_change: bool
    open_count: int | None = None
    uneven_count: int | None = None


def periods_of(goals: Iterable[Goal], *others: str) -> list[str]:
    """Every period in which there is something, by its days; of those that begin alike the shortest first."""
    spans = {span.name: span for span in map(span_named, {*(goal.period for goal in goals), *others})}
    return [each.name for each in sorted(spans.values(), key=lambda span: (span.starts_on, span.ends_on))]


def present(periods: Sequence[str], *, today: date) -> str:
    """The shortest period that has begun and is not over, else the next to come, else the last one there
    was; empty where there is none.
    """
    spans = [span_named(each) for each in periods]
    now = [each for each in spans if each.starts_on <= today <= each.ends_on]
    if now:
        return min(now, key=lambda span: span.ends_on - span.starts_on).name
    coming = [each for each in spans if each.starts_on > today]
    return (coming or spans[-1:] or [Span(name="", starts_on=today, ends_on=today)])[0].name


def is_uneven(found: Alignment) -> bool:
    """Whether what hangs on a goal comes to more or less than it."""
    return found.balance in (Balance.MORE, Balance.LESS)


def for_head(found: Alignment, department: str) -> Alignment | None:
    """What somebody who leads in a department may know: whether it is taken up and what it comes to, and of
    people those of their own department. Nothing of another department's goals.
    """
    if found.goal.department not in (None, department):
        return None
    seen = tuple(part for part in found.parts if part.is_goal or department in part.departments)
    return replace(found, parts=seen)


def rows(goals: Sequence[Goal], taken: Mapping[str, Alignment | None]) -> list[PlanRow]:
    """Each goal under the one above it, with what the reader may know."""
    return [PlanRow(depth=depth, goal=goal, taken=taken.get(goal.key)) for depth, goal in tree(goals)]
