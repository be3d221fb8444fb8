"""Until when a reminder can be put off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.absences import Absence, is_away
from bot.domain.calendar import ONE_DAY, following
from bot.domain.nudging.planner import MOST_DAYS_OFF, UNSAID_DAYS
from bot.domain.obligations import Owed
from bot.domain.people import Person
from bot.errors import Refusal

DAY = "day"
"""The field of the form in which a day is chosen."""


@dataclass(frozen=True, kw_only=True)
class Offers:
    """Working days of the person's own on which they can be reminded again; None where there is none.

    `latest`: no later than the next thing is due, and, where something is due today or late, no later
    than it may stay unsaid or is taken. `next_week`: the first day of the next working week, or `latest`
    before it.
    `due`: what `latest` was measured by; None where it was by what is late.
    """

    tomorrow: date | None
    next_week: date | None
    latest: date | None
    due: date | None


NONE = Offers(tomorrow=None, next_week=None, latest=None, due=None)


def offers(
    person: Person, owed: Sequence[Owed], *, absences: Sequence[Absence] = (), now: datetime
) -> Offers:
    """To which days somebody can put off what they owe; of what is taken today for the last time, to none."""
    today = now.astimezone(person.zone).date()
    later = [each for each in owed if each.lapses_on is None or each.lapses_on > today]
    if owed and not later:
        return NONE
    ahead = min((each.due_on for each in later if each.due_on > today), default=None)
    late = [each for each in later if each.due_on <= today]
    latest = ahead
    if ahead is None or late:
        ends = [each.lapses_on for each in late if each.lapses_on is not None]
        in_a_week = min([_nth_working_day(person, absences, today, UNSAID_DAYS), *ends])
        latest = in_a_week if ahead is None else min(ahead, in_a_week)
    assert latest is not None
    last = _working_day_up_to(person, absences, latest, after=today)
    first = _nth_working_day(person, absences, today, 1)
    week = following(person.calendar.first_weekday(), today) - ONE_DAY
    monday = _nth_working_day(person, absences, week, 1)
    return Offers(
        tomorrow=first if last and first <= last else None,
        next_week=min(monday, last) if last else None,
        latest=last,
        due=ahead if latest == ahead else None,
    )


def chosen(
    day: date, offered: Offers, person: Person, *, absences: Sequence[Absence] = (), now: datetime
) -> date:
    """The day on which somebody is reminded who chose this one: a day off is moved to the next working day.

    Raises Refusal: reminder.no_day, reminder.past, reminder.past_due.
    """
    if offered.latest is None:
        raise Refusal("reminder.no_day", field=DAY, due=offered.due)
    if day <= now.astimezone(person.zone).date():
        raise Refusal("reminder.past", field=DAY)
    if day > max(offered.latest, offered.due or offered.latest):
        raise Refusal("reminder.past_due", field=DAY, latest=offered.latest, due=offered.due)
    return min(_nth_working_day(person, absences, day - ONE_DAY, 1), offered.latest)


def _works(person: Person, absences: Sequence[Absence], day: date) -> bool:
    return person.calendar.is_working_day(day) and not is_away(absences, day)


def _nth_working_day(person: Person, absences: Sequence[Absence], day: date, count: int) -> date:
    """Where they are away for very long, as though they were there."""
    end = day + timedelta(days=400)
    later = day
    while count > 0:
        later += ONE_DAY
        if later > end:
            return person.calendar.next_working_day(day)
        count -= _works(person, absences, later)
    return later


def _working_day_up_to(person: Person, absences: Sequence[Absence], day: date, *, after: date) -> date | None:
    """The last one up to `day`, not looked for beyond a month of holidays and leave; None: none."""
    for number in range(MOST_DAYS_OFF):
        found = day - ONE_DAY * number
        if found <= after:
            return None
        if _works(person, absences, found):
            return found
    return None
