"""What a request is about, who looks after it, and how soon it wants an answer."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.calendar import at_local, is_working_day, next_working_day
from bot.domain.people import Person, Role
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


def may_triage(person: Person) -> bool:
    """Who answers requests: product managers, and the admin in their place. Source: domain.md §1."""
    return person.has(Role.PRODUCT_MANAGER) or person.has(Role.ADMIN)


def on_duty(product_managers: Sequence[Person], *, email: str) -> Person | None:
    """The product manager named by configuration, else the first there is; None where there is none.

    `product_managers` are the active ones. A name that is not among them is passed over, so that a
    request never goes to somebody who left.
    """
    named = [each for each in product_managers if address(each.email) == address(email)]
    return next(iter([*named, *product_managers]), None)


def answer_by(
    filed_at: datetime, *, zone: ZoneInfo, country: str, starts: int, ends: int, minutes: int
) -> datetime:
    """When the first answer is owed: `minutes` of the product manager's working hours after filing.

    Hours are local and whole. What is filed out of hours counts from the next opening.
    """
    local = filed_at.astimezone(zone)
    day = local.date()
    if not is_working_day(day, country=country) or local >= at_local(day, ends, zone=zone).astimezone(zone):
        day = next_working_day(day, country=country)
        begin = at_local(day, starts, zone=zone)
    else:
        begin = max(filed_at, at_local(day, starts, zone=zone))
    left = timedelta(minutes=minutes)
    while begin + left > at_local(day, ends, zone=zone):
        left -= at_local(day, ends, zone=zone) - begin
        day = next_working_day(day, country=country)
        begin = at_local(day, starts, zone=zone)
    return begin + left
