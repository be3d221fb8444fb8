"""One goal of the plan as it is typed into its form, and the goal that it comes to."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from bot.domain.goals.anchors import Direction
from bot.domain.goals.plan import (
    MEASURE_LIMIT,
    NAME_LIMIT,
    SOURCE_LIMIT,
    TARGET_LIMIT,
    UNIT_LIMIT,
    Changed,
    Goal,
    Standing,
    as_it_was,
    misplaced,
    require_amount,
    retold,
    span_named,
    told,
    typed_once,
)
from bot.domain.people import Person
from bot.domain.quantities import Quantity
from bot.domain.text import name_text, typed_text
from bot.errors import Refusal

_LIMITS: Mapping[str, int] = {
    "name": NAME_LIMIT,
    "target": TARGET_LIMIT,
    "unit": UNIT_LIMIT,
    "measure": MEASURE_LIMIT,
    "source": SOURCE_LIMIT,
}
_LINES = frozenset({"name", "target", "unit"})

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class TypedGoal:
    """What stands in the form; choices by their values, empty for what was left out.

    `department` is empty for the company; `figure_by` is an address.
    """

    name: str = ""
    department: str = ""
    period: str = ""
    quantity: str = ""
    target: str = ""
    unit: str = ""
    direction: str = ""
    parent: str = ""
    measure: str = ""
    source: str = ""
    figure_by: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed: the choices that stand there by themselves are none."""
        return not any((self.name, self.period, self.target, self.unit, self.measure, self.source))

    @classmethod
    def typed(cls, said: Mapping[str, Any]) -> "TypedGoal":
        """What was typed or kept, by the names of its fields; others are passed over."""
        return cls(**{name: said[name] for name in cls.__dataclass_fields__ if name in said})

    def as_kept(self) -> dict[str, Any]:
        return dict(vars(self))

    @classmethod
    def of(cls, goal: Goal, language: str) -> "TypedGoal":
        """A goal as somebody who reads `language` can type it again."""
        return cls(
            name=told(goal.name, language),
            department=goal.department or "",
            period=goal.period,
            quantity=goal.quantity.value,
            target=goal.target,
            unit=told(goal.unit, language),
            direction=goal.direction.value,
            parent=goal.parent or "",
            measure=told(goal.measure, language),
            source=told(goal.source, language),
            figure_by=goal.figure_by or "",
        )


@dataclass(frozen=True, kw_only=True)
class GoalForm:
    """Everything that a goal's form shows. `key`: under which it is, or will be, kept; `seen`: the last
    change that was on the screen, 0 for a new goal.

    `news`: what others changed since the writer looked last. `above`: goals that it can hang on.
    `source`: who enters the figure. `kept_at`: when what was typed was kept.
    """

    key: str
    seen: int
    typed: TypedGoal
    departments: Sequence[str]
    above: Sequence[Goal]
    news: Sequence[Changed] = ()
    source: Person | None = None
    kept_at: datetime | None = None
    is_retired: bool = False


@dataclass(frozen=True, kw_only=True)
class RetireForm:
    """What whoever retires a goal is asked about: how many KPIs hang on it."""

    goal: Goal
    seen: int
    kpis: int


class GoalUnclear(Refusal):
    """What cannot be taken as it stands: `problems` name their fields."""

    def __init__(self, problems: Sequence[Refusal]) -> None:
        super().__init__(problems[0].code, field=problems[0].field, **problems[0].facts)
        self.problems = tuple(problems)


def read_goal(
    typed: TypedGoal,
    *,
    key: str,
    before: Goal | None,
    language: str,
    goals: Mapping[str, Goal],
    departments: Collection[str],
) -> Goal:
    """The goal that was typed by somebody who reads `language`. `goals`: those that stand, by key.

    Raises GoalUnclear with everything that is wrong: plan.name, plan.too_long, plan.owner, plan.choice,
    plan.below_outside, plan.below_company, and what its period, its target and its place are refused for.
    """
    problems: list[Refusal] = []

    def tried(read: Callable[[], T], otherwise: T) -> T:
        try:
            return read()
        except Refusal as problem:
            problems.append(problem)
            return otherwise

    texts = {name: tried(partial(_text, typed, name), "") for name in _LIMITS}
    was = before or _NOTHING
    goal = Goal(
        key=key,
        name=retold(was.name, texts["name"], language),
        parent=typed.parent or None,
        department=tried(lambda: _department(typed.department, departments), None),
        period=tried(lambda: _period(typed.period), ""),
        quantity=tried(lambda: _choice(Quantity, typed.quantity, "quantity"), Quantity.COUNT),
        target=texts["target"],
        direction=tried(lambda: _choice(Direction, typed.direction, "direction"), Direction.HIGHER),
        measure=retold(was.measure, texts["measure"], language),
        unit=was.unit if texts["unit"] == told(was.unit, language) else typed_once(texts["unit"]),
        source=retold(was.source, texts["source"], language),
        figure_by=typed.figure_by or None,
    )
    if not {problem.field for problem in problems} & {"target", "quantity", "unit"}:
        tried(lambda: require_amount(goal, field="target"), None)
    if not {problem.field for problem in problems} & {"department", "period"}:
        problems += _places(goal, {**goals, key: goal})
    if problems:
        raise GoalUnclear(problems)
    return goal


def _places(goal: Goal, goals: Mapping[str, Goal]) -> list[Refusal]:
    """Why it cannot stand there, and which goals below it could not any more."""
    wrong = list(misplaced(goal, goals))
    if any(each.code == "plan.circle" for each in wrong):
        return wrong
    below = [each for each in goals.values() if each.parent == goal.key]
    codes = {each.key: {refusal.code for refusal in misplaced(each, goals)} for each in below}
    outside = [each.key for each in below if "plan.outside" in codes[each.key]]
    company = [each.key for each in below if "plan.upside_down" in codes[each.key]]
    if outside:
        wrong.append(Refusal("plan.below_outside", field="period", names=outside, period=goal.period))
    if company:
        wrong.append(Refusal("plan.below_company", field="department", names=company))
    return wrong


def merged(typed: TypedGoal, *, seen: TypedGoal, now: TypedGoal) -> TypedGoal:
    """What somebody typed over a goal that others changed meanwhile: whatever they did not touch is as it
    is now.
    """
    untouched = {name: getattr(now, name) for name, was in vars(seen).items() if getattr(typed, name) == was}
    return replace(typed, **untouched)


def since(standing: Standing, history: Sequence[Changed], *, seen: int) -> tuple[Goal, tuple[Changed, ...]]:
    """The goal as it was at the change number `seen`, and what came after, the newest first."""
    news = tuple(each for each in history if each.number > seen)
    was = standing.goal
    for each in news:
        was = as_it_was(was, each)
    return was, news


def _text(typed: TypedGoal, name: str) -> str:
    raw = getattr(typed, name)
    text = name_text(raw) if name in _LINES else typed_text(raw).strip()
    if len(text) > _LIMITS[name]:
        raise Refusal("plan.too_long", field=name, limit=_LIMITS[name], count=len(text))
    if not text and name == "name":
        raise Refusal("plan.name", field=name)
    return text


def _department(written: str, departments: Collection[str]) -> str | None:
    if written and written not in departments:
        raise Refusal("plan.owner", field="department", name=written)
    return written or None


def _period(written: str) -> str:
    try:
        return span_named(written).name
    except Refusal as wrong:
        raise Refusal(wrong.code, field="period", **wrong.facts) from None


def _choice(kind: Callable[[str], T], written: str, name: str) -> T:
    try:
        return kind(written)
    except ValueError:
        raise Refusal("plan.choice", field=name) from None


_NOTHING = Goal(key="", name={}, period="", quantity=Quantity.COUNT, target="", direction=Direction.HIGHER)
