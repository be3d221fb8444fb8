"""The first moment of a cycle: everybody in it is asked for their goals, whoever comes later, too."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.access import Deed, require
from bot.domain.calendar import at_local
from bot.domain.employment import asked_on
from bot.domain.goals.follows import Moved
from bot.domain.goals.goals import Goals
from bot.domain.goals.way import Event
from bot.domain.people import Person
from bot.domain.reviews.opening import Lacks
from bot.services.acting import Acting
from bot.services.goals.advance import all_implied, follow_all
from bot.services.goals.advance_job_form import begin_job_forms
from bot.services.reviews.advance import announced_at
from bot.services.reviews.under_review import field_of_cycle
from storage.unit import Unit


def begin_goals(unit: Unit, acting: Acting, *, cycle_id: int, people: Sequence[Person]) -> list[Goals]:
    """Goals for everybody of these who has a manager; each hears of it at the opening hour of their own
    next working day, who is new on the day itself. The number of statements does not grow with the people.
    """
    added = unit.goals.add(
        cycle_id,
        [(each.id, each.manager_id) for each in people if each.manager_id is not None],
        by_id=acting.by_id,
        at=acting.now,
    )
    unit.obligations.add(all_implied(unit, added, acting))
    begin_job_forms(unit, added, acting)
    by_id = {person.id: person for person in people}
    hours: dict[tuple[str, str, date | None], datetime] = {}
    arriving: dict[datetime, list[Moved]] = {}
    for goals in added:
        person = by_id[goals.employee_id]
        place = (person.timezone, person.country, person.here_since)
        if place not in hours:
            hours[place] = _told_at(person, acting)
        arriving.setdefault(hours[place], []).append(Moved(goals=goals, by_id=acting.by_id))
    for due_at, some in sorted(arriving.items()):
        follow_all(unit, Event.OPEN, some, now=acting.now, due_at=due_at)
    return added


def ask_newcomers(unit: Unit, acting: Acting) -> list[Goals]:
    """Ask for goals whoever has come, back or to another cadence, since a cycle was opened for them, and has
    no sheet from the organisation file; who is new, on their third working day. Safe to run twice.
    """
    asked: list[Goals] = []
    for cycle in unit.cycles.in_goals():
        unit.cycles.get(cycle.id, lock=True)
        new = [
            each.person
            for each in field_of_cycle(unit, cycle.id).candidates(signed_count=False)
            if not each.was_asked and each.lacks is Lacks.SHEET and is_time_to_ask(each.person, acting)
        ]
        asked += begin_goals(unit, acting, cycle_id=cycle.id, people=new)
    return asked


def ask_who_is_new(acting: Acting) -> int:
    """Ask those for goals whose third working day has come; how many that were. Safe to run twice, and by two
    at once.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        cycles = unit.cycles.in_goals()
        came = unit.goals.who_came(min((each.starts_on for each in cycles), default=date.max))
        if not any(is_time_to_ask(person, acting) for person in came):
            return 0
    with acting.store.begin() as unit:
        return len(ask_newcomers(unit, acting))


def is_time_to_ask(person: Person, acting: Acting) -> bool:
    """Whether somebody has been here long enough to be asked for goals: at the opening hour of that day."""
    if person.here_since is None:
        return True
    day = asked_on(person.here_since, working_day=acting.policy.goals.asked_on_day, calendar=person.calendar)
    return acting.now >= at_local(day, acting.policy.schedule.opening_hour, zone=person.zone)


def _told_at(person: Person, acting: Acting) -> datetime:
    """At the opening hour of their next working day; at once on the day on which somebody new is asked."""
    today = acting.now.astimezone(person.zone).date()
    if person.here_since is not None and today == asked_on(
        person.here_since, working_day=acting.policy.goals.asked_on_day, calendar=person.calendar
    ):
        return acting.now
    return announced_at(person, acting, since=acting.now)
