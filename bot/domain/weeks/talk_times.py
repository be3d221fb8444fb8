"""Times at which two people could talk: inside both their working hours, each by their own clock.

How long a talk is, and which hours are tried first, is our choice.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.people import Person
from bot.domain.weeks.week import always
from bot.domain.working_hours import WorkingHours
from bot.errors import Refusal

HOW_MANY = 3
LASTS = timedelta(minutes=30)
TRIED_FIRST = (time(10), time(14, 30), time(16))
LOOKED_AHEAD = 15
"""Working days; two who never work at the same time are offered nothing."""

_HALF_HOURS = tuple(time(hour, minute) for hour in range(24) for minute in (0, 30))


def talk_times(
    now: datetime,
    manager: Person,
    employee: Person,
    *,
    hours: WorkingHours,
    are_there: Callable[[date], bool] = always,
) -> tuple[datetime, ...]:
    """The next times, one a day from the manager's next working day on, in UTC.

    `are_there`: whether neither of them is away on a day.
    """
    found: list[datetime] = []
    for number, day in enumerate(_days(now, manager)):
        if number == LOOKED_AHEAD or len(found) == HOW_MANY:
            break
        first = number % len(TRIED_FIRST)
        tried = (*TRIED_FIRST[first:], *TRIED_FIRST[:first], *_HALF_HOURS)
        at = next((at for at in _at(day, tried, manager) if _suits(at, (manager, employee), hours)), None)
        if at is not None and are_there(day):
            found.append(at)
    return tuple(found)


def offered_times(times: Mapping[int, datetime], *, now: datetime) -> tuple[datetime, ...]:
    """The times that a form offers, by their place in it: in order, each once, at most `HOW_MANY`.

    Raises Refusal at the field of a time (`time.0` and so on): talk.no_times, talk.passed.
    """
    if not times:
        raise Refusal("talk.no_times", field="time.0")
    for place, at in times.items():
        if at <= now:
            raise Refusal("talk.passed", field=f"time.{place}", at=at)
    return tuple(sorted(set(times.values())))[:HOW_MANY]


def _days(now: datetime, manager: Person) -> Iterator[date]:
    tomorrow = now.astimezone(manager.zone).date() + timedelta(days=1)
    return manager.calendar.working_days(tomorrow)


def _at(day: date, times: tuple[time, ...], manager: Person) -> Iterator[datetime]:
    return (datetime.combine(day, each, tzinfo=manager.zone).astimezone(UTC) for each in times)


def _suits(at: datetime, people: tuple[Person, ...], hours: WorkingHours) -> bool:
    return all(_works(at, person, hours) for person in people)


def _works(at: datetime, person: Person, hours: WorkingHours) -> bool:
    """Whether somebody is at work from then until the talk is over, in one piece."""
    day = at.astimezone(person.zone).date()
    return person.calendar.is_working_day(day) and any(
        begins <= at and at + LASTS <= ends for begins, ends in hours.of(day, zone=person.zone)
    )
