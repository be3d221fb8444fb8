"""The next times at which two people can talk, by their calendars, working hours and leave."""

from datetime import datetime

from bot.domain.absences import is_away
from bot.domain.people import Person
from bot.domain.weeks.talk_times import talk_times
from bot.services.acting import Acting
from storage.unit import Unit


def suiting_times(unit: Unit, acting: Acting, *, manager: Person, employee: Person) -> tuple[datetime, ...]:
    """Those in the working hours of both, on days on which neither is away."""
    away = unit.absences.of([employee.id, manager.id], since=acting.now.date())
    return talk_times(
        acting.now,
        manager,
        employee,
        hours=acting.policy.hours.office,
        are_there=lambda day: not any(is_away(each, day) for each in away.values()),
    )
