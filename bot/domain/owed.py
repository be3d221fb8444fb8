"""What somebody owes: the steps of reviews and requests that wait for exactly this person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

from bot.domain.calendar import add_working_days, next_opening
from bot.domain.intake import states as intake
from bot.domain.people import Person
from bot.domain.reviews import states as reviews


class Kind(StrEnum):
    """Which step it is."""

    SELF_SCORE = "self_score"
    MORE_ASKED = "more_asked"
    APPROVAL = "approval"
    REPLY = "reply"
    REQUEST = "request"


MINUTES: Mapping[Kind, int] = {
    Kind.MORE_ASKED: 4,
    Kind.APPROVAL: 5,
    Kind.REPLY: 2,
    Kind.REQUEST: 5,
}
"""About how long each takes (our choice); a self-score depends on what is scored."""


@dataclass(frozen=True, kw_only=True)
class Owed:
    """One step that waits for one person.

    `subject_id` is a review's or a request's. `who` is the other side: whose score it is, who asked.
    `period` is the cycle's name, for reviews. `since`: when it became theirs. `due_at` is set where
    the hour matters.
    """

    kind: Kind
    subject_id: int
    who: str
    since: datetime
    due_on: date
    minutes: int
    period: str = ""
    due_at: datetime | None = None

    def is_late(self, now: datetime, *, person: Person) -> bool:
        """After its hour, or where there is none after its day in the person's own calendar."""
        if self.due_at is not None:
            return now > self.due_at
        return now.astimezone(person.zone).date() > self.due_on


@dataclass(frozen=True, kw_only=True)
class ReviewStep:
    """A review that nobody has approved yet. `owed_since`: when its present step became somebody's.

    `kpis`: how many there are on its sheet, `team_kpis` on the department's where it has a part in it.
    """

    review_id: int
    cycle_id: int
    kpis: int
    team_kpis: int = 0
    state: reviews.State
    employee_id: int
    employee: str
    manager_id: int
    manager: str
    period: str
    owed_since: datetime
    self_score_due: date
    self_score_closes: date
    approval_due: date


@dataclass(frozen=True, kw_only=True)
class RequestStep:
    """A request that waits for an answer, or (`asked_at`) for the reply to a question.

    `owed_since`: when its present step became somebody's.
    """

    request_id: int
    state: intake.State
    requester_id: int
    requester: str
    owner_id: int
    owner: str
    answer_by: datetime
    owed_since: datetime
    asked_at: datetime | None


def employee_owes(step: ReviewStep, *, today: date) -> bool:
    """Whether a review waits for its employee. Nobody is asked for what is not taken any more.

    Source: docs/decisions/0003.
    """
    if step.state is reviews.State.GOALS_AGREED:
        return today <= step.self_score_closes
    return step.state in reviews.OWED_BY_EMPLOYEE


def is_closed_unsent(step: ReviewStep, *, today: date) -> bool:
    """Whether a self-score was never handed in and is not taken any more."""
    return step.state in reviews.OWED_BY_EMPLOYEE and not employee_owes(step, today=today)


def review_owed(
    step: ReviewStep, person: Person, *, now: datetime, opening_hour: int, self_score_minutes: int
) -> Owed | None:
    """What a review wants of this person now; a self-score not before it was announced to them."""
    today = now.astimezone(person.zone).date()
    if step.employee_id == person.id and employee_owes(step, today=today):
        more = step.state is reviews.State.MORE_ASKED
        if not more and now < _announced_at(step, person, opening_hour=opening_hour):
            return None
        return Owed(
            kind=Kind.MORE_ASKED if more else Kind.SELF_SCORE,
            subject_id=step.review_id,
            who=step.manager,
            since=step.owed_since,
            period=step.period,
            due_on=step.approval_due if more else step.self_score_due,
            minutes=MINUTES[Kind.MORE_ASKED] if more else self_score_minutes,
        )
    if step.manager_id == person.id and step.state in reviews.OWED_BY_MANAGER:
        return Owed(
            kind=Kind.APPROVAL,
            subject_id=step.review_id,
            who=step.employee,
            since=step.owed_since,
            period=step.period,
            due_on=step.approval_due,
            minutes=MINUTES[Kind.APPROVAL],
        )
    return None


def request_owed(step: RequestStep, person: Person, *, reply_days: int) -> Owed | None:
    """What a request wants of this person now: a reply to the question, or an answer.

    A reply is due `reply_days` working days after the question (our choice).
    """
    if step.state is intake.State.ASKED and step.requester_id == person.id and step.asked_at:
        asked_on = step.asked_at.astimezone(person.zone).date()
        return Owed(
            kind=Kind.REPLY,
            subject_id=step.request_id,
            who=step.owner,
            since=step.owed_since,
            due_on=add_working_days(asked_on, reply_days, country=person.country),
            minutes=MINUTES[Kind.REPLY],
        )
    if step.state is intake.State.NEW and step.owner_id == person.id:
        return Owed(
            kind=Kind.REQUEST,
            subject_id=step.request_id,
            who=step.requester,
            since=step.owed_since,
            due_on=step.answer_by.astimezone(person.zone).date(),
            due_at=step.answer_by,
            minutes=MINUTES[Kind.REQUEST],
        )
    return None


def soonest_first(owed: Iterable[Owed]) -> tuple[Owed, ...]:
    """By due day; of one day those with an hour come first."""
    end_of_day = datetime.combine(date.max, time.max, tzinfo=UTC)
    return tuple(sorted(owed, key=lambda each: (each.due_on, each.due_at or end_of_day, each.subject_id)))


def _announced_at(step: ReviewStep, person: Person, *, opening_hour: int) -> datetime:
    return next_opening(step.owed_since, zone=person.zone, country=person.country, hour=opening_hour)
