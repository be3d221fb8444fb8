"""Whoever is on leave all the time in which self-scores are taken scores themselves once they are back; in
the second look somebody else takes the place of whoever is.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bot.domain.absences import Absence, is_away
from bot.domain.calendar import Calendar

ONE_DAY = timedelta(days=1)


def taken_until(
    absences: Sequence[Absence], *, first: date, closes: date, days: int, calendar: Calendar
) -> date | None:
    """Until when: `days` working days after the leave, where somebody is away on every working day from
    `first` to `closes`. None where they are not, or where nobody knows when they are back.
    """
    window = list(_working_days(first, closes, calendar))
    if not window or not all(is_away(absences, day) for day in window):
        return None
    day = window[-1]
    while is_away(absences, day):
        ends = [each.last for each in absences if each.covers(day)]
        if None in ends:
            return None
        day = calendar.next_working_day(max(end for end in ends if end is not None))
    # The day on which they are back is the first of those.
    return calendar.add_working_days(day - ONE_DAY, days)


def cannot_look(
    absences: Sequence[Absence], *, today: date, due: date, days: int, calendar: Calendar
) -> bool:
    """Whether somebody is away on every working day on which a second look could be theirs: from today until
    it is `due`, and at least for the `days` working days that one has for it.
    """
    last = max(due, calendar.add_working_days(today - ONE_DAY, days))
    return all(is_away(absences, day) for day in _working_days(today, last, calendar))


def _working_days(first: date, last: date, calendar: Calendar) -> Iterator[date]:
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if calendar.is_working_day(day):
            yield day
