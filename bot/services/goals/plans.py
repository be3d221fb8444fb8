"""The plan as people read it: by period, with what nobody has taken up, as far as they may know."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.domain.access import Deed, may, require
from bot.domain.goals.alignment import Alignment, alignment
from bot.domain.goals.plan import Goal, Span, Standing, span_named
from bot.domain.goals.plan_view import (
    Chosen,
    Looked,
    PlanView,
    Showing,
    for_head,
    is_uneven,
    periods_of,
    present,
    rows,
)
from bot.domain.people import Person
from bot.services.acting import Acting
from storage.unit import Unit

EVERYBODYS = ""
"""What stands for all goals, where whose can be chosen."""


def read_plan(acting: Acting, chosen: Chosen) -> PlanView:
    """The goals of a period. HR sees of all what hangs on them, who leads somebody of their department's and
    the company's; everybody the goals.
    """
    require(Deed.READ_PLAN, acting.by)
    with acting.store.read() as unit:
        kept = unit.plans.standing()
        standing = [each.goal for each in kept if each.retired_on is None]
        periods = periods_of(standing, *unit.plans.periods())
        chosen = _settled(chosen, periods, acting)
        found = _taken(unit, standing, chosen, acting)
    listed = _listed(kept, chosen, found)
    return PlanView(
        chosen=chosen,
        rows=rows(listed, found),
        periods=periods,
        owners=sorted({goal.department for goal in standing if goal.department} | _own(acting)),
        is_empty=not standing,
        may_change=may(Deed.IMPORT_PLAN, acting.by),
        open_count=_count(found, lambda each: not each.is_taken_up),
        uneven_count=_count(found, is_uneven),
    )


def goals_above(unit: Unit, person: Person, *, period: str) -> list[Goal]:
    """On what somebody's KPI of a period can hang: goals of their department, then the company's, whose
    period contains it.
    """
    wanted = span_named(period)
    able = [
        each.goal
        for each in unit.plans.standing()
        if each.retired_on is None
        and each.goal.department in (None, person.department)
        and span_named(each.goal.period).contains(wanted)
    ]
    return sorted(able, key=lambda goal: goal.department is None)


def _settled(chosen: Chosen, periods: Sequence[str], acting: Acting) -> Chosen:
    """What nobody has chosen is the present period, and what concerns the reader; HR all goals do."""
    whose = chosen.whose
    if whose is None:
        whose = EVERYBODYS if may(Deed.IMPORT_PLAN, acting.by) else acting.person.department
    period = chosen.period if chosen.period in periods else present(periods, today=acting.today)
    is_hidden = chosen.showing is Showing.RETIRED and not may(Deed.IMPORT_PLAN, acting.by)
    return replace(chosen, period=period, whose=whose, showing=Showing.ALL if is_hidden else chosen.showing)


def _taken(
    unit: Unit, standing: Sequence[Goal], chosen: Chosen, acting: Acting
) -> Mapping[str, Alignment | None]:
    """Of each goal of the period that is listed: what hangs on it, as far as the reader may know."""
    if not chosen.period:
        return {}
    leads = acting.by is not None and bool(unit.people.reports(acting.person.id))
    own = None if acting.by is None else acting.person.department
    sees_all = may(Deed.READ_TAKEN_UP, acting.by, Looked(department=None, leads=leads))
    sees_own = may(Deed.READ_TAKEN_UP, acting.by, Looked(department=own, leads=leads))
    if not (sees_all or sees_own):
        return {}
    period = span_named(chosen.period)
    found = alignment(standing, unit.plans.taken(_around(standing, period)), period=period)
    return {
        each.goal.key: each if sees_all else for_head(each, own or "")
        for each in found
        if _concerns(each.goal, chosen)
    }


def _around(goals: Sequence[Goal], period: Span) -> Span:
    """From the first to the last day of all goals that are about the period."""
    spans = [period, *(span for goal in goals if (span := span_named(goal.period)).overlaps(period))]
    return Span(
        name=period.name,
        starts_on=min(span.starts_on for span in spans),
        ends_on=max(span.ends_on for span in spans),
    )


def _listed(kept: Sequence[Standing], chosen: Chosen, found: Mapping[str, Alignment | None]) -> list[Goal]:
    if not chosen.period:
        return []
    period, is_retired = span_named(chosen.period), chosen.showing is Showing.RETIRED
    listed = [
        each.goal
        for each in kept
        if (each.retired_on is not None) is is_retired
        and span_named(each.goal.period).overlaps(period)
        and _concerns(each.goal, chosen)
    ]
    if chosen.showing is Showing.OPEN:
        return [goal for goal in listed if (taken := found.get(goal.key)) and _needs_a_look(taken)]
    return listed


def _needs_a_look(taken: Alignment) -> bool:
    return not taken.is_taken_up or is_uneven(taken)


def _concerns(goal: Goal, chosen: Chosen) -> bool:
    return chosen.whose == EVERYBODYS or goal.department in (None, chosen.whose)


def _own(acting: Acting) -> set[str]:
    return set() if acting.by is None else {acting.person.department}


def _count(found: Mapping[str, Alignment | None], holds: Callable[[Alignment], bool]) -> int | None:
    known = [each for each in found.values() if each is not None]
    return sum(map(holds, known)) if known else None
