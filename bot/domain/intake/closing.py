"""The end of a request: how long it waits for a word of its requester, and how long it can be reopened."""

from datetime import date, datetime, timedelta

from bot.domain.intake.lapse import Wait, waited
from bot.domain.intake.request import Request
from bot.domain.intake.way import Stage
from bot.domain.people import Person
from bot.domain.policy import Policy

REOPEN_DAYS = 14
"""How long what is settled for good can be reopened: days, to the hour. Source: domain.md §10."""


def closes_on(done_at: datetime, *, requester: Person, policy: Policy) -> date:
    """The last working day of the requester on which their word is waited for."""
    done_on = done_at.astimezone(requester.zone).date()
    return requester.calendar.add_working_days(done_on, policy.intake.unconfirmed_days)


def confirmation_of(request: Request, *, requester: Person, policy: Policy, now: datetime) -> Wait:
    """Of a request that is done: its requester is asked once more, within their working hours, and it is
    closed for good once the last day is over.
    """
    return waited(
        request.owed_since,
        requester=requester,
        policy=policy,
        reminded_after=policy.intake.confirm_days,
        over_after=policy.intake.unconfirmed_days,
        now=now,
    )


def reopens_until(stage: Stage, *, since: datetime) -> datetime | None:
    """Until when a request can be reopened that is at that stage since then; None: at any time."""
    return since + timedelta(days=REOPEN_DAYS) if stage.final else None
