"""What a request is about, who looks after it, and how soon it wants an answer."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.calendar import Calendar, at_local
from bot.domain.people import Person
from bot.domain.text import address


class Kind(StrEnum):
    """What a requester says it is."""

    WRONG = "wrong"
    CHANGE = "change"
    QUESTION = "question"


class Urgency(StrEnum):
    """How long it can wait, in the requester's words."""

    NOW = "now"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"


def on_duty(product_managers: Sequence[Person], *, email: str) -> Person | None:
    """The product manager named by configuration, else the first there is; None where there is none.

    `product_managers` are the active ones. A name that is not among them is passed over, so that a
    request never goes to somebody who left.
    """
    named = [each for each in product_managers if address(each.email) == address(email)]
    return next(iter([*named, *product_managers]), None)


def answer_by(
    filed_at: datetime, *, zone: ZoneInfo, calendar: Calendar, starts: int, ends: int, minutes: int
) -> datetime:
    """When the first answer is owed: `minutes` of the product manager's working hours after filing.

    Hours are local and whole; what is filed out of them counts from the next opening. Where they end
    before they start it is a night shift, which belongs to the working day on which it begins: Friday's
    lasts until Saturday morning.
    """
    left = timedelta(minutes=minutes)
    # The night that began yesterday may still run.
    yesterday = filed_at.astimezone(zone).date() - timedelta(days=1)
    for day in calendar.working_days(yesterday):
        opening, closing = shift(day, zone=zone, starts=starts, ends=ends)
        begin = max(filed_at, opening)
        if begin + left <= closing:
            return begin + left
        left -= max(closing - begin, timedelta())
    raise AssertionError("working days never end")


def shift(day: date, *, zone: ZoneInfo, starts: int, ends: int) -> tuple[datetime, datetime]:
    """When work begins that day and when it is over, in UTC; `ends` is 24 for midnight.

    An end at or before the start is on the next day.
    """
    over = day if starts < ends < 24 else day + timedelta(days=1)
    return at_local(day, starts, zone=zone), at_local(over, ends % 24, zone=zone)
