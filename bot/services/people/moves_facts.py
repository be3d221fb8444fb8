"""What an import changed around one reader."""

from datetime import date
from typing import Any

from bot.domain.employment import asked_on, share_of
from bot.domain.goals.way import Mark
from bot.domain.moves import Move, Moved, readers
from bot.domain.moves_facts import MOST_TOLD, MovesFacts, Told
from bot.domain.obligations import Subject
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.domain.reviews.cycles import period_named
from storage.unit import Unit


def moves_facts(unit: Unit, reader: Person, import_id: int, *, policy: Policy) -> MovesFacts:
    """One line for each change that concerns them, their own first."""
    moves = unit.moves.of_import(import_id)
    named = {
        who
        for each in moves
        for who in (
            each.person_id,
            *((each.facts.manager.was, each.facts.manager.now) if each.facts.manager else ()),
        )
        if who is not None
    }
    people = {person.id: person for person in unit.people.values(named)}
    hr = [person.id for person in unit.people.holding(Role.HR) or unit.people.holding(Role.ADMIN)]
    theirs = [
        each
        for each in moves
        if reader.id in readers(each, manager_id=people[each.person_id].manager_id, hr=hr)
    ]
    theirs.sort(key=lambda each: each.person_id != reader.id)
    own = [each for each in theirs if each.person_id == reader.id and each.move is Move.TRANSFER]
    return MovesFacts(
        reader=reader,
        told=tuple(_told(unit, each, reader, people, policy) for each in theirs[:MOST_TOLD]),
        more=max(0, len(theirs) - MOST_TOLD),
        goals_id=_wanted(unit, reader.id)[0] if own else None,
    )


def _told(unit: Unit, moved: Moved, reader: Person, people: dict[int, Person], policy: Policy) -> Told:
    person = people[moved.person_id]
    facts: dict[str, Any] = {"name": person.name, "from_day": moved.day}
    match moved.move:
        case Move.JOIN:
            facts |= _joins(unit, person, moved.day, policy)
        case Move.NEW_MANAGER:
            facts |= _managers(moved, reader, people)
        case Move.TRANSFER:
            _, due = _wanted(unit, person.id)
            facts |= {
                "post": person.post,
                "department": person.department,
                "due": due,
                "form": due is not None and moved.facts.post is not None,
            }
        case Move.NO_MANAGER:
            facts["people"] = moved.facts.people
    return Told(move=moved.move, is_self=moved.person_id == reader.id, facts=facts)


def _joins(unit: Unit, person: Person, day: date, policy: Policy) -> dict[str, Any]:
    for cycle in unit.cycles.in_goals():
        if period_named(cycle.name).grade is person.grade and day <= cycle.ends_on:
            share = share_of(cycle.starts_on, cycle.ends_on, joined_on=day, away=(), calendar=person.calendar)
            is_asked = person.id not in unit.cycles.sheets(until=cycle.starts_on)
            asked = asked_on(day, working_day=policy.goals.asked_on_day, calendar=person.calendar)
            return {
                "period": cycle.name,
                "days": share.days,
                "of": share.of,
                "asked": asked if is_asked else None,
            }
    return {"period": "", "asked": None, "days": 0, "of": 0}


def _managers(moved: Moved, reader: Person, people: dict[int, Person]) -> dict[str, Any]:
    manager = moved.facts.manager
    was, now = (manager.was, manager.now) if manager else (None, None)
    return {
        "was": people[was].name if was is not None else "",
        "now": people[now].name if now is not None else "",
        "is_former": reader.id == was,
        "stands_in": moved.facts.stands_in_for is not None,
        "steps": moved.facts.steps or 0,
    }


def _wanted(unit: Unit, person_id: int) -> tuple[int | None, date | None]:
    """The goals of which a new sheet is wanted, and by when."""
    for goals in unit.goals.look_under_way_of(person_id):
        if goals.stage.mark is Mark.WANTED:
            owed = unit.obligations.of(Subject.GOALS, goals.id)
            return goals.id, next((each.due_on for each in owed), None)
    return None, None
