"""How people grow: one's own, one's people's, in counts one's departments'; and how loaded mentors are."""

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.domain.access import Deed, may, require
from bot.domain.actions.action import Action, ActionKind
from bot.domain.actions.growth import (
    LOOKS_BACK,
    DepartmentGrowth,
    Grown,
    GrowthPage,
    of_department,
    of_person,
)
from bot.domain.actions.trainings import Answer, answer_of
from bot.domain.actions.way import OPEN, Event, State
from bot.domain.history import Entry
from bot.services.acting import Acting
from bot.services.reports.department import departments, may_read_department
from storage.unit import Unit

MOST_PEOPLE = 30
MOST_DEPARTMENTS = 30
"""So many at once: a form takes a hundred blocks."""


def read_growth(acting: Acting) -> GrowthPage:
    """What the last year came to, as far as it concerns whoever asks."""
    require(Deed.READ_OWN_ACTIONS, acting.by)
    with acting.store.read() as unit:
        me = acting.person
        team = [each for each in unit.people.values(unit.people.reports(me.id)) if each.is_active]
        since = acting.now - LOOKS_BACK
        grown = grown_of(unit, [me.id, *(each.id for each in team)], since=since)
        people = sorted((of_person(each, grown) for each in team), key=lambda each: each.person.name)
        return GrowthPage(
            reader=me,
            own=of_person(me, grown),
            people=tuple(people[:MOST_PEOPLE]),
            more=max(0, len(people) - MOST_PEOPLE),
            departments=_departments(unit, acting, since=since),
            reads_mentors=may(Deed.READ_MENTORS, acting.by),
        )


def grown_of(unit: Unit, person_ids: Collection[int], *, since: datetime) -> Sequence[Grown]:
    """Trainings and pairings that were written for these people since then."""
    actions = unit.actions.grown(person_ids, since=since)
    histories = unit.actions.histories([each.id for each in actions])
    return [_grown(each, histories.get(each.id, ())) for each in actions]


def _grown(action: Action, entries: Sequence[Entry[State, Event]]) -> Grown:
    if action.kind is ActionKind.MENTORING:
        began = any(entry.to_state in OPEN for entry in entries)
        answer = Answer.TAKEN_UP if began else Answer.WAITING
    else:
        answer = answer_of(entries)
    reopened = max((each.number for each in entries if each.event is Event.REOPEN), default=0)
    said = [
        (entry.by_id, entry.facts.helped)
        for entry in entries
        if entry.facts.helped is not None and entry.number > reopened
    ]
    own = [helped for by_id, helped in said if by_id == action.person_id]
    helped = own[-1] if own else said[-1][1] if said else None
    return Grown(action=action, answer=answer, helped=helped)


def _departments(unit: Unit, acting: Acting, *, since: datetime) -> tuple[DepartmentGrowth, ...]:
    readable = [each for each in departments(unit) if may_read_department(acting.person, each)]
    readable = readable[:MOST_DEPARTMENTS]
    if not readable:
        return ()
    people: dict[str, set[int]] = {}
    for each in unit.reaches.workers():
        people.setdefault(each.department, set()).add(each.id)
    theirs = set().union(*(people[each.department] for each in readable))
    grown = grown_of(unit, theirs, since=since)
    return tuple(
        of_department(
            each.department,
            [one for one in grown if one.action.person_id in people[each.department]],
            people=len(people[each.department]),
        )
        for each in readable
    )
