"""When somebody reads the figures of a week."""

from datetime import date, datetime

from bot.domain.calendar import at_local
from bot.domain.people import Person


def is_their_morning(person: Person, *, after: date, hour: int, now: datetime) -> bool:
    """Whether it is time: from this hour of theirs on, on a working day of theirs from the day `after` the
    week on, which is a Monday. Where the first of them was missed a later one serves.
    """
    today = now.astimezone(person.zone).date()
    if today < after or not person.calendar.is_working_day(today):
        return False
    return at_local(today, hour, zone=person.zone) <= now
