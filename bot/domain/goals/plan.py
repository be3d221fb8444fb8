"""The plan: goals of the company, of departments and of periods, each under another. Source: domain.md §4."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from bot.domain.goals.anchors import Direction
from bot.domain.quantities import Quantity, amount_of, read_number
from bot.domain.reviews.cycles import cycle_name, period_named
from bot.errors import Refusal

KEY_LIMIT, NAME_LIMIT, MEASURE_LIMIT, UNIT_LIMIT, TARGET_LIMIT, SOURCE_LIMIT = 40, 150, 300, 40, 120, 200
MOST_GOALS = 2000
"""As many as a plan can have (our choice): each of fifty departments with ten a quarter."""

OF_ALL = "en"
"""Under what a text stands that was typed in one language: it serves where another is missing."""

_YEAR = re.compile(r"20[0-9]{2}")

Text = Mapping[str, str]
"""Words of the company: by language, or as they were typed in one; empty where nothing was said."""


@dataclass(frozen=True, kw_only=True)
class Goal:
    """One goal. `parent`: the key of the one above it. `department`: whose it is; None for the company's.

    `period` as cycles are called, or a year: 2027, 2027H1, 2027Q1. `target` as it was typed, which
    `quantity` and `unit` make a number. `figure_by`: the address of whoever enters the figure.
    """

    key: str
    name: Text
    period: str
    quantity: Quantity
    target: str
    direction: Direction
    parent: str | None = None
    department: str | None = None
    measure: Text = field(default_factory=dict)
    unit: Text = field(default_factory=dict)
    source: Text = field(default_factory=dict)
    figure_by: str | None = None

    @property
    def amount(self) -> Decimal | None:
        """The target as a number; None where it is not there, or can be read in more than one way."""
        return amount_of(self.target, self.quantity, unit=self.unit.get(OF_ALL, ""))


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A goal as it is kept. `version`: the number of its last change. `is_by_hand`: added in Slack, and no
    file has named it since. `retired_on`: the day from which it is none any more.
    """

    goal: Goal
    version: int
    is_by_hand: bool = False
    retired_on: date | None = None


class What(StrEnum):
    """What happened to a goal."""

    ADDED = "added"
    CHANGED = "changed"
    RETIRED = "retired"
    RETURNED = "returned"


FIELDS = (
    "name",
    "parent",
    "department",
    "period",
    "quantity",
    "target",
    "unit",
    "direction",
    "measure",
    "source",
    "figure_by",
)
"""What can change of a goal, in the order in which a reader looks for it."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """What became of one goal: only `was` where it was retired, only `now` where it is new.

    `fields` that differ.
    """

    what: What
    was: Goal | None
    now: Goal | None
    fields: tuple[str, ...] = ()

    @property
    def goal(self) -> Goal:
        """The later of the two. Raises ValueError for a change of nothing."""
        goal = self.now or self.was
        if goal is None:
            raise ValueError("a change is of something")
        return goal


@dataclass(frozen=True, kw_only=True)
class Changed:
    """A change as its history keeps it: what the fields that differ said before, and what they say since.

    `by`: the name of whoever did it; empty for the command line.
    """

    number: int
    what: What
    was: Mapping[str, Any]
    now: Mapping[str, Any]
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Span:
    """A period of the plan: its one name and its days."""

    name: str
    starts_on: date
    ends_on: date

    def contains(self, other: "Span") -> bool:
        return self.starts_on <= other.starts_on and other.ends_on <= self.ends_on

    def overlaps(self, other: "Span") -> bool:
        return self.starts_on <= other.ends_on and other.starts_on <= self.ends_on


def span_named(written: str) -> Span:
    """A year, a half-year or a quarter. Raises Refusal("plan.period")."""
    name = cycle_name(written)
    if _YEAR.fullmatch(name):
        return Span(name=name, starts_on=date(int(name), 1, 1), ends_on=date(int(name), 12, 31))
    try:
        period = period_named(name)
    except Refusal:
        raise Refusal("plan.period", text=written) from None
    return Span(name=period.name, starts_on=period.starts_on, ends_on=period.ends_on)


def require_amount(goal: Goal, *, field: str | None = None) -> None:
    """Raises Refusal where the target is no number, or could be two: figure.not_a_number,
    figure.other_unit, figure.beyond_scale, figure.unclear, plan.no_target.
    """
    unit = goal.unit.get(OF_ALL, "")
    if read_number(goal.target, goal.quantity, unit=unit, field=field).certain(field=field) is None:
        raise Refusal("plan.no_target", field=field, text=goal.target)


def typed_once(text: str) -> Text:
    """A text as somebody typed it, in whatever language."""
    return {OF_ALL: text} if text else {}


def told(text: Text, language: str) -> str:
    """What somebody who reads `language` is shown of it."""
    return text.get(language) or text.get(OF_ALL, "")


def retold(before: Text, text: str, language: str) -> Text:
    """The text after somebody who reads `language` typed it anew: what other languages say stays."""
    if text == told(before, language):
        return before
    return {**before, language: text} if text and len(before) > 1 else typed_once(text)


def as_it_was(goal: Goal, change: Changed) -> Goal:
    """The goal before a change that its history keeps."""
    kept = {name: value for name, value in change.was.items() if name in FIELDS}
    for name, kind in (("quantity", Quantity), ("direction", Direction)):
        if name in kept:
            kept[name] = kind(kept[name])
    return replace(goal, **kept)


def changed_fields(was: Goal, now: Goal) -> tuple[str, ...]:
    """What differs of a goal."""
    return tuple(name for name in FIELDS if getattr(was, name) != getattr(now, name))


def changes(standing: Iterable[Standing], goals: Sequence[Goal]) -> list[Change]:
    """What a file's goals change. Whatever it does not name is retired, but for what was added by hand."""
    known = {each.goal.key: each for each in standing}
    found = [change for goal in goals if (change := _change(known.pop(goal.key, None), goal)) is not None]
    gone = (each.goal for each in known.values() if each.retired_on is None and not each.is_by_hand)
    return [*found, *(Change(what=What.RETIRED, was=goal, now=None) for goal in gone)]


def _change(before: Standing | None, goal: Goal) -> Change | None:
    if before is None:
        return Change(what=What.ADDED, was=None, now=goal)
    fields = changed_fields(before.goal, goal)
    if before.retired_on is not None:
        return Change(what=What.RETURNED, was=before.goal, now=goal, fields=fields)
    return Change(what=What.CHANGED, was=before.goal, now=goal, fields=fields) if fields else None


def misplaced(goal: Goal, goals: Mapping[str, Goal]) -> Iterator[Refusal]:
    """Why a goal cannot hang where it says, each with its field. `goals`: all that stand, by key, this one as
    it will be. plan.parent, plan.circle, plan.upside_down, plan.outside.
    """
    if goal.parent is None:
        return
    above = goals.get(goal.parent)
    if above is None:
        yield Refusal("plan.parent", field="parent", value=goal.parent)
        return
    if circle := circle_of(goal, goals):
        yield Refusal("plan.circle", field="parent", keys=[each.key for each in circle])
        return
    if goal.department is None and above.department is not None:
        yield Refusal("plan.upside_down", field="parent", department=above.department)
    if not span_named(above.period).contains(span_named(goal.period)):
        yield Refusal("plan.outside", field="period", period=goal.period, above=above.period)


def circle_of(goal: Goal, goals: Mapping[str, Goal]) -> list[Goal]:
    """The goals from `goal` up and back to it, which ends the list; empty where the way leads elsewhere."""
    way, seen = [goal], {goal.key}
    while (above := goals.get(way[-1].parent or "")) is not None:
        way.append(above)
        if above.key == goal.key:
            return way
        if above.key in seen:
            return []
        seen.add(above.key)
    return []


def tree(goals: Sequence[Goal]) -> list[tuple[int, Goal]]:
    """Each goal with how deep it stands, under its parent, in the order given.

    One whose parent is not among them stands at the top.
    """
    keys = {goal.key for goal in goals}
    under: dict[str | None, list[Goal]] = {}
    for goal in goals:
        under.setdefault(goal.parent if goal.parent in keys else None, []).append(goal)
    found: list[tuple[int, Goal]] = []
    waiting = [(0, goal) for goal in reversed(under.get(None, []))]
    while waiting:
        depth, goal = waiting.pop()
        found.append((depth, goal))
        waiting += [(depth + 1, below) for below in reversed(under.get(goal.key, []))]
    return found
