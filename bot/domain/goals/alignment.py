"""What became of the plan's goals: which nobody has taken up, and what adds up to more or less than one.

Targets of money and counts add up; a percentage, a time and a rating never do. Source: domain.md §4.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from bot.domain.goals.plan import Goal, Span, Text, span_named, typed_once
from bot.domain.quantities import Quantity, amount_of
from bot.domain.reviews.kpis import Kpi
from bot.domain.units import scaled_unit

ADDING_UP = frozenset({Quantity.MONEY, Quantity.COUNT})


@dataclass(frozen=True, kw_only=True)
class TakenUp:
    """A KPI of an agreed sheet that hangs on a goal. `number`: its own; copies of a shared one share its.

    `owner`: whose sheet it stands on, of `department`; `period`: the cycle's.
    """

    number: Hashable
    kpi: Kpi
    owner: str
    department: str
    period: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """What hangs on a goal: a goal below it, or a KPI. `amount`: what it adds; None where it adds nothing.

    `owners`: of a KPI that is shared all who have it; nobody where it is the company's.
    """

    name: Text
    owners: tuple[str, ...]
    departments: frozenset[str]
    period: str
    target: str
    unit: Text
    amount: Decimal | None
    is_goal: bool


class Balance(StrEnum):
    """How what hangs on a goal compares with it."""

    MORE = "more"
    LESS = "less"
    EVEN = "even"


@dataclass(frozen=True, kw_only=True)
class Alignment:
    """One goal and what hangs on it. `is_taken_up`: in the period that was asked for.

    `total`: what the parts that add up come to; None where none does. `balance`: None also where nobody
    can say yet, as parts of the goal's period are missing.
    """

    goal: Goal
    parts: tuple[Part, ...]
    is_taken_up: bool
    total: Decimal | None = None
    balance: Balance | None = None


def alignment(goals: Iterable[Goal], taken: Iterable[TakenUp], *, period: Span) -> list[Alignment]:
    """Every goal of the period, in their order. `goals`: those that stand; `taken`: of agreed sheets.

    A goal or a KPI that is named twice counts once, and one that a period has gone from under counts nowhere.
    """
    standing = {goal.key: goal for goal in goals}
    below: dict[str, list[Goal]] = {}
    for goal in standing.values():
        if goal.parent in standing:
            below.setdefault(goal.parent, []).append(goal)
    copies: dict[Hashable, list[TakenUp]] = {}
    for each in taken:
        copies.setdefault(each.number, []).append(each)
    hanging: dict[str, list[list[TakenUp]]] = {}
    for same in copies.values():
        above = standing.get(same[0].kpi.goal_key or "")
        if above is not None and span_named(above.period).contains(span_named(same[0].period)):
            hanging.setdefault(above.key, []).append(same)
    return [
        _aligned(goal, below.get(goal.key, ()), hanging.get(goal.key, ()), period)
        for goal in standing.values()
        if span_named(goal.period).overlaps(period)
    ]


def _aligned(
    goal: Goal, below: Sequence[Goal], taken: Sequence[Sequence[TakenUp]], period: Span
) -> Alignment:
    parts = (*(_of_goal(goal, each) for each in below), *(_of_kpi(goal, each) for each in taken))
    adding = [each for each in parts if each.amount is not None]
    total = sum((each.amount for each in adding if each.amount is not None), Decimal()) if adding else None
    return Alignment(
        goal=goal,
        parts=parts,
        is_taken_up=any(span_named(each.period).overlaps(period) for each in parts),
        total=total,
        balance=_balance(goal, total, [span_named(each.period) for each in adding]),
    )


def _balance(goal: Goal, total: Decimal | None, spans: Sequence[Span]) -> Balance | None:
    """More is more whatever is still to come; less is less once nothing is."""
    target = goal.amount
    if total is None or target is None:
        return None
    if total > target:
        return Balance.MORE
    if not _cover(spans, span_named(goal.period)):
        return None
    return Balance.LESS if total < target else Balance.EVEN


def _cover(spans: Sequence[Span], whole: Span) -> bool:
    """Whether each day of the whole lies in one of the spans."""
    reached: date = whole.starts_on
    for span in sorted(spans, key=lambda each: each.starts_on):
        if span.starts_on > reached:
            return False
        reached = max(reached, span.ends_on + timedelta(days=1))
    return reached > whole.ends_on


def _of_goal(above: Goal, goal: Goal) -> Part:
    return Part(
        name=goal.name,
        owners=tuple(filter(None, [goal.department])),
        departments=frozenset(filter(None, [goal.department])),
        period=goal.period,
        target=goal.target,
        unit=goal.unit,
        amount=_adding(above, goal.quantity, goal.unit, goal.amount),
        is_goal=True,
    )


def _of_kpi(above: Goal, copies: Sequence[TakenUp]) -> Part:
    """`copies`: of one KPI, on the sheets of all who share it."""
    kpi, unit = copies[0].kpi, typed_once(copies[0].kpi.unit)
    return Part(
        name=typed_once(kpi.name),
        owners=tuple(dict.fromkeys(each.owner for each in copies)),
        departments=frozenset(each.department for each in copies),
        period=copies[0].period,
        target=kpi.target,
        unit=unit,
        amount=_adding(above, kpi.quantity, unit, amount_of(kpi.target, kpi.quantity, unit=kpi.unit)),
        is_goal=False,
    )


def _adding(
    above: Goal, quantity: Quantity | None, unit: Mapping[str, str], amount: Decimal | None
) -> Decimal | None:
    """What it adds to the goal above it: only what is counted in the same unit does."""
    if quantity not in ADDING_UP or quantity is not above.quantity:
        return None
    ours, theirs = (each.values() or [""] for each in (above.unit, unit))
    return amount if any(_is_same_unit(one, other) for one in ours for other in theirs) else None


def _is_same_unit(one: str, other: str) -> bool:
    """Whatever word multiplies it: "million CNY", "万元". A currency may go by several names."""
    mine, others = scaled_unit(one), scaled_unit(other)
    return mine.rest == others.rest or bool(mine.currencies & others.currencies)
