"""A week as somebody works in it: its days, when they are asked about it, until when they may answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.calendar import MONDAY, Calendar, at_local
from bot.domain.nudging.rhythm import Rhythm, good_moment
from bot.domain.people import Person
from bot.domain.working_hours import WorkingHours

DAYS = 7


@dataclass(frozen=True, order=True)
class Week:
    """`monday` names it, wherever somebody is. Where a working week begins on a Sunday, that is its first."""

    monday: date

    @classmethod
    def of(cls, day: date, *, calendar: Calendar) -> "Week":
        """The week in which a day is there."""
        begins = calendar.first_weekday()
        first = day - timedelta(days=(day.weekday() - begins) % DAYS)
        return cls(first + timedelta(days=(MONDAY - begins) % DAYS))

    @property
    def next(self) -> "Week":
        return Week(self.monday + timedelta(days=DAYS))

    @property
    def before(self) -> "Week":
        return Week(self.monday - timedelta(days=DAYS))

    def first(self, *, calendar: Calendar) -> date:
        return self.monday - timedelta(days=(MONDAY - calendar.first_weekday()) % DAYS)

    def last(self, *, calendar: Calendar) -> date:
        return self.first(calendar=calendar) + timedelta(days=DAYS - 1)

    def working_days(self, *, calendar: Calendar) -> tuple[date, ...]:
        """None in a week that is a holiday from its first day to its last."""
        first = self.first(calendar=calendar)
        days = (first + timedelta(days=number) for number in range(DAYS))
        return tuple(day for day in days if calendar.is_working_day(day))

    def __str__(self) -> str:
        return self.monday.isoformat()


def always(_day: date) -> bool:
    return True


def asked_at(
    week: Week,
    person: Person,
    *,
    rhythm: Rhythm,
    hours: WorkingHours,
    is_there: Callable[[date], bool] = always,
) -> datetime | None:
    """When somebody is asked about a week: on their own day, from their own hour on.

    Where that day is off, on the last working day before it; where none is before it, on the first one
    after. None where they do not work on any day of it. `is_there`: whether they are not away on a day.
    """
    days = [day for day in week.working_days(calendar=person.calendar) if is_there(day)]
    if not days:
        return None
    first = week.first(calendar=person.calendar)
    weekday = person.calendar.working_weekday(rhythm.weekday)
    wanted = first + timedelta(days=(weekday - first.weekday()) % DAYS)
    day = max((day for day in days if day <= wanted), default=days[0])
    return good_moment(day, rhythm.hour, hours=hours, zone=person.zone)


def due_on(week: Week, *, calendar: Calendar) -> date:
    """By when a week's check-in is given: its last working day."""
    return max(week.working_days(calendar=calendar), default=week.last(calendar=calendar))


def lapses_on(week: Week, *, calendar: Calendar) -> date:
    """Until when it is taken: the first working day after it."""
    return calendar.next_working_day(week.last(calendar=calendar))


def digest_at(week: Week, manager: Person, *, hour: int) -> datetime:
    """When a manager reads of a week: on their first working day after it, at this hour of theirs."""
    return at_local(lapses_on(week, calendar=manager.calendar), hour, zone=manager.zone)
