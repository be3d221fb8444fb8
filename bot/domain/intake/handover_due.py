"""When the owner of a request has to hear by themselves of what lies with a developer."""

from datetime import datetime
from enum import StrEnum

from bot.domain.intake.handover import Handover
from bot.domain.intake.handover_line import is_over
from bot.domain.people import Person
from bot.domain.policy import Policy


class Want(StrEnum):
    """Why: the developer who had it left, the day for which it was wanted is over, or its issue was closed at
    the tracker before it was agreed what will be done.
    """

    ANOTHER = "another"
    LATE = "late"
    CLOSED = "closed"


def want_of(
    handover: Handover, *, assignee: Person, owner: Person, policy: Policy, now: datetime
) -> Want | None:
    """What the owner is told, within their own working hours; None where there is nothing to tell."""
    here = now.astimezone(owner.zone)
    is_working = owner.calendar.is_working_day(here.date()) and policy.hours.office.is_inside(
        now, zone=owner.zone
    )
    if not (owner.is_active and is_working and handover.is_open):
        return None
    if not assignee.is_active:
        return Want.ANOTHER
    return Want.LATE if is_over(handover.due_on, now=now, zone=assignee.zone) else None
