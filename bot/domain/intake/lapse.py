"""How long a question to a requester waits."""

from datetime import date, datetime
from enum import StrEnum

from bot.domain.intake.request import Request
from bot.domain.people import Person
from bot.domain.policy import Policy


class Wait(StrEnum):
    """What is to be done about a question that is not answered."""

    GOES_ON = "goes_on"
    REMIND = "remind"
    LAPSED = "lapsed"


def lapses_on(asked_at: datetime, *, requester: Person, policy: Policy) -> date:
    """The last working day of the requester on which an answer is waited for."""
    asked_on = asked_at.astimezone(requester.zone).date()
    return requester.calendar.add_working_days(asked_on, policy.intake.lapse_days)


def wait_of(request: Request, *, requester: Person, policy: Policy, now: datetime) -> Wait:
    """Of a request that waits for its requester: they are reminded once the day of their answer is over,
    within their working hours, and it is closed once the last day is over.
    """
    intake = policy.intake
    return waited(
        request.owed_since,
        requester=requester,
        policy=policy,
        reminded_after=intake.reply_days,
        over_after=intake.lapse_days,
        now=now,
    )


def waited(
    since: datetime, *, requester: Person, policy: Policy, reminded_after: int, over_after: int, now: datetime
) -> Wait:
    """The same of anything for which a requester is waited for, with its numbers of their working days."""
    here, days = now.astimezone(requester.zone), requester.calendar
    since_on = since.astimezone(requester.zone).date()
    if here.date() > days.add_working_days(since_on, over_after):
        return Wait.LAPSED
    is_working = days.is_working_day(here.date()) and policy.hours.office.is_inside(now, zone=requester.zone)
    is_late = here.date() > days.add_working_days(since_on, reminded_after)
    return Wait.REMIND if is_late and is_working else Wait.GOES_ON
