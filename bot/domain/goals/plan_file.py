"""What may be wrong with a plan's file: everything at once, each with its place."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.domain.goals.plan import MOST_GOALS, Goal, misplaced, require_amount
from bot.domain.goals.plan_fields import COMPANY, DEFAULTS, READ, REQUIRED, Unfit
from bot.domain.organisation import Path, Problem
from bot.domain.text import key
from bot.errors import Refusal


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the database holds that a file can name. `addresses`: those of the file that somebody has.

    `by_hand`: goals that were added in Slack, which stay although no file names them.
    """

    departments: Sequence[str]
    addresses: Collection[str]
    by_hand: Sequence[Goal] = ()


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One goal of the file. `unread`: the fields that could not be read, at which no rule looks."""

    at: Path
    goal: Goal
    unread: frozenset[str] = frozenset()


@dataclass(kw_only=True)
class PlanRead:
    """What the file's plain data comes to, before it is held against the database."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def addresses(self) -> frozenset[str]:
        return frozenset(each.goal.figure_by for each in self.entries if each.goal.figure_by)


def read_plan(data: Any, *, languages: Sequence[str]) -> PlanRead:
    """The goals of a file, as far as they can be read. A text that is not in one language is in all of
    `languages`.
    """
    read = PlanRead()
    if not isinstance(data, Mapping):
        read.problems.append(Problem(code="shape", at=(), is_of_the_whole=True))
        return read
    for name in data:
        if name != "goals":
            read.problems.append(Problem(code="unknown_field", at=(name,), facts={"field": str(name)}))
    rows = data.get("goals")
    if not isinstance(rows, list) or not rows:
        read.problems.append(
            Problem(code="list" if rows else "no_goals", at=("goals",), facts={"field": "goals"})
        )
        return read
    if len(rows) > MOST_GOALS:
        facts = {"count": len(rows), "most": MOST_GOALS}
        read.problems.append(Problem(code="too_many_goals", at=("goals",), facts=facts))
        return read
    for number, raw in enumerate(rows):
        _read_goal(read, raw, ("goals", number), languages)
    return read


def check(read: PlanRead, *, known: Known) -> tuple[tuple[Goal, ...], tuple[Problem, ...]]:
    """The goals, with departments as they are called, and all that is wrong with them."""
    named = {key(name): name for name in known.departments}
    entries = [_owned(each, named) for each in read.entries]
    by_hand = {goal.key: goal for goal in known.by_hand}
    goals = by_hand | {each.goal.key: each.goal for each in reversed(entries) if "key" not in each.unread}
    problems = [
        *read.problems,
        *_twice(entries),
        *_strangers(read.entries, named, known),
        *_misplaced(entries, goals),
        *_left_outside(entries, goals, by_hand),
    ]
    return tuple(each.goal for each in entries), tuple(problems)


def _read_goal(read: PlanRead, raw: Any, at: Path, languages: Sequence[str]) -> None:
    if not isinstance(raw, Mapping):
        read.problems.append(Problem(code="shape", at=at))
        return
    found = dict(DEFAULTS)
    unread: set[str] = set()

    def note(name: str, code: str, facts: Mapping[str, Any]) -> None:
        unread.add(name)
        read.problems.append(Problem(code=code, at=(*at, name), facts={"field": name, **facts}))

    for name in raw:
        if name not in READ:
            note(str(name), "unknown_field", {})
    for name, reader in READ.items():
        given = raw.get(name)
        try:
            value = None if given is None else reader(given, languages)
        except Unfit as unfit:
            note(name, unfit.code, unfit.facts)
            continue
        if value:
            found[name] = value
        elif name in REQUIRED:
            note(name, "missing", {})
    goal = Goal(**{("department" if name == "owner" else name): value for name, value in found.items()})
    if not unread & {"target", "quantity", "unit"}:
        try:
            require_amount(goal)
        except Refusal as refusal:
            note("target", refusal.code, refusal.facts)
    read.entries.append(Entry(at=at, goal=goal, unread=frozenset(unread)))


def _owned(entry: Entry, named: Mapping[str, str]) -> Entry:
    """The same with its department as that is called; one that there is not counts as unread."""
    written = entry.goal.department
    if written is None:
        return entry
    department = named.get(key(written))
    goal = replace(entry.goal, department=department)
    return replace(entry, goal=goal, unread=entry.unread if department else entry.unread | {"owner"})


def _twice(entries: Sequence[Entry]) -> Iterator[Problem]:
    seen: set[str] = set()
    for each in entries:
        if "key" in each.unread:
            continue
        if each.goal.key in seen:
            yield Problem(code="twice", at=(*each.at, "key"), facts={"value": each.goal.key})
        seen.add(each.goal.key)


def _strangers(entries: Sequence[Entry], named: Mapping[str, str], known: Known) -> Iterator[Problem]:
    for each in entries:
        owner, who = each.goal.department, each.goal.figure_by
        if owner is not None and key(owner) not in named:
            facts = {"value": owner, "known": [COMPANY, *known.departments]}
            yield Problem(code="owner", at=(*each.at, "owner"), facts=facts)
        if who is not None and who not in known.addresses:
            yield Problem(code="nobody_has", at=(*each.at, "figure_by"), facts={"value": who})


def _misplaced(entries: Sequence[Entry], goals: Mapping[str, Goal]) -> Iterator[Problem]:
    """A circle is told once, where it is met first."""
    in_a_circle: set[str] = set()
    unread = {each.goal.key: each.unread for each in entries}
    for each in entries:
        if each.unread & {"key", "parent"} or each.goal.key in in_a_circle:
            continue
        for wrong in misplaced(each.goal, goals):
            if wrong.code == "plan.circle":
                in_a_circle.update(wrong.facts["keys"])
            above = unread.get(each.goal.parent or "", frozenset())
            if not (_LOOKS_AT.get(wrong.code, frozenset()) & (each.unread | above)):
                yield Problem(code=wrong.code, at=(*each.at, wrong.field or "parent"), facts=wrong.facts)


def _left_outside(
    entries: Sequence[Entry], goals: Mapping[str, Goal], by_hand: Mapping[str, Goal]
) -> Iterator[Problem]:
    """A goal that was added in Slack under one of the file's, and would be outside its period now."""
    periods = {each.goal.key: each for each in entries if not each.unread & {"key", "period"}}
    for goal in by_hand.values():
        above = periods.get(goal.parent or "")
        if above is not None and goals[goal.key] is goal:
            for wrong in misplaced(goal, goals):
                if wrong.code == "plan.outside":
                    facts = {"names": [goal.key], "period": above.goal.period}
                    yield Problem(code="plan.below_outside", at=(*above.at, "period"), facts=facts)


_LOOKS_AT: Mapping[str, frozenset[str]] = {
    "plan.outside": frozenset({"period"}),
    "plan.upside_down": frozenset({"owner"}),
}
"""The fields that a rule compares: where one of them could not be read, it says nothing."""
