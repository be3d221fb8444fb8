"""The company asks how the week is: each at their own moment; and what nobody answered is over in time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from bot.domain.absences import Absence, is_away
from bot.domain.access import Deed, require
from bot.domain.people import Person
from bot.domain.weeks.check_in import CheckIn
from bot.domain.weeks.check_in_way import BEGUN, CHECK_IN, Event
from bot.domain.weeks.week import Week, asked_at, due_on, lapses_on
from bot.services.acting import Acting
from bot.services.weeks.advance_check_in import advance, begin_check_ins
from storage.unit import Unit
from storage.weeks.check_ins import Period

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
BATCH = 500
"""People written in one transaction: nobody else waits long for the database."""


def open_due_check_ins(acting: Acting) -> int:
    """Open this week's for everybody whose day it is: who has goals agreed on for a period that runs on it,
    and a manager; returns how many that were.

    They are there from the morning on and asked for from their hour on, so that whatever is said at that hour
    knows of them. Safe to run twice and in two processes at once: a person and a week have one.
    """
    require(Deed.RUN_STEWARD, acting.by)
    if not acting.policy.check_ins.asked:
        return 0
    with acting.store.read() as unit:
        begun = list(_due(unit, acting))
    opened = 0
    for start in range(0, len(begun), BATCH):
        with acting.store.begin() as unit:
            opened += len(begin_check_ins(unit, begun[start : start + BATCH], acting))
    return opened


def let_lapse(acting: Acting) -> int:
    """Close those that nobody answered while they were taken; returns how many that were."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        # By the latest day anywhere; whoever's own is not over yet is looked at below.
        overdue = unit.check_ins.overdue(before=(acting.now + timedelta(hours=14)).date())
    lapsed = 0
    for start in range(0, len(overdue), BATCH):
        with acting.store.begin() as unit:
            lapsed += _lapse(unit, overdue[start : start + BATCH], acting)
    return lapsed


def begun(person: Person, period: Period, week: Week, *, opens_at: datetime) -> CheckIn:
    """A check-in of a week that is there from now on; the database gives it its id."""
    return CheckIn(
        id=0,
        employee_id=person.id,
        manager_id=person.manager_id or period.goals.manager_id,
        goals_id=period.goals.id,
        week=week,
        state=BEGUN,
        opens_at=opens_at,
        due_on=due_on(week, calendar=person.calendar),
        lapses_on=lapses_on(week, calendar=person.calendar),
        version=1,
    )


def running(periods: Iterable[Period], person: Person, at: datetime) -> Period | None:
    """The goals that count at that moment: agreed on by then, of a period that runs on that day of theirs."""
    day = at.astimezone(person.zone).date()
    return next(
        (each for each in periods if each.starts_on <= day <= each.ends_on and each.agreed_at <= at), None
    )


def _due(unit: Unit, acting: Acting) -> Iterator[CheckIn]:
    today = acting.now.date()
    periods: dict[int, list[Period]] = {}
    for period in unit.check_ins.periods(first=today - A_WEEK, last=today + A_DAY):
        periods.setdefault(period.goals.employee_id, []).append(period)
    if not periods:
        return
    there = unit.check_ins.there(since=today - 2 * A_WEEK)
    rhythms, absences = unit.rhythms.of(periods), unit.absences.since(today - A_WEEK)
    for person in unit.people.values(periods):
        local = acting.now.astimezone(person.zone).date()
        week = Week.of(local, calendar=person.calendar)
        if (person.id, week) in there or not _may_be_asked(person, acting):
            continue
        away = absences.get(person.id, ())
        at = asked_at(
            week,
            person,
            rhythm=rhythms[person.id],
            hours=acting.policy.hours.office,
            is_there=_presence(away),
        )
        if at is None or local < at.astimezone(person.zone).date() or is_away(away, local):
            continue
        runs = running(periods[person.id], person, at)
        if runs is not None:
            yield begun(person, runs, week, opens_at=at)


def _presence(absences: Sequence[Absence]) -> Callable[[date], bool]:
    """Whether they are there on a day."""
    return lambda day: not is_away(absences, day)


def _may_be_asked(person: Person, acting: Acting) -> bool:
    return person.manager_id is not None and acting.policy.check_ins.are_for(person.department)


def _lapse(unit: Unit, check_in_ids: Sequence[int], acting: Acting) -> int:
    lapsed = 0
    for check_in_id in check_in_ids:
        check_in = unit.check_ins.get(check_in_id)
        person = unit.people.get(check_in.employee_id)
        if Event.LAPSE in CHECK_IN.possible(check_in.state) and check_in.is_over(person, acting.now):
            advance(unit, check_in, Event.LAPSE, acting)
            lapsed += 1
    return lapsed
