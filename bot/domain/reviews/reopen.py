"""More time for one person's self-score alone, also after closing."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.calendar import Calendar
from bot.domain.people import Person
from bot.domain.policy import Schedule
from bot.domain.reviews.cycles import Dates
from bot.domain.reviews.facts import CycleFacts
from bot.errors import Refusal


@dataclass(frozen=True, kw_only=True)
class Reopened:
    """Whose self-score is taken until when, and by when the manager approves it.

    `by` is empty for the command line.
    """

    employee: Person
    cycle_name: str
    until: date
    approval_due: date
    reason: str
    by: str
    at: datetime


def own_days(until: date, *, cycle: CycleFacts, name: str, schedule: Schedule, calendar: Calendar) -> Dates:
    """The days of a review of which the self-score is taken until then: the steps after it have as many
    working days as they always have, and never fewer than everybody else's.

    `cycle`: as it is for this review by now. Raises Refusal("reopen.not_later").
    """
    if until <= cycle.self_score_closes:
        raise Refusal("reopen.not_later", name=name, closes=cycle.self_score_closes)
    approval = max(calendar.add_working_days(until, schedule.approval_days), cycle.approval_due)
    second_look = calendar.add_working_days(approval, schedule.second_look_days)
    return Dates(
        self_score_due=until,
        self_score_closes=until,
        approval_due=approval,
        second_look_due=max(second_look, cycle.second_look_due),
    )
