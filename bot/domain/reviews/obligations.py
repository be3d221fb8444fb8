"""What a review wants, and of whom."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.obligations import MINUTES, Obligation, Subject
from bot.domain.policy import Policy
from bot.domain.reviews.cycles import Dates
from bot.domain.reviews.facts import CycleFacts
from bot.domain.reviews.release import release_due
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import Due, Party


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What decides what is owed, beside where the review is.

    `announced_at`: when its employee hears of it; `minutes`: how long its self-score takes. Both only
    matter while the self-score waits. `awaited`: who has still to confirm in the second look, or to release.
    """

    cycle: CycleFacts
    policy: Policy = field(default_factory=Policy)
    announced_at: datetime | None = None
    minutes: int = 0
    awaited: tuple[int, ...] = ()


def implied(review: Review, terms: Terms) -> Iterator[Obligation]:
    """The step that waits. Nobody is asked about somebody who has left. Source: domain.md §8."""
    stage, since = review.stage, review.owed_since
    if stage.move is None or not review.is_here:
        return
    cycle = terms.cycle.with_days(review.days)
    is_employees = stage.waits_for(Party.EMPLOYEE)
    for person_id in _owers(review, terms):
        yield Obligation(
            person_id=person_id,
            other_id=review.decider_id if is_employees else review.employee_id,
            kind=stage.move,
            subject=Subject.REVIEW,
            subject_id=review.id,
            since=since,
            opens_at=terms.announced_at or since if stage.lapses else since,
            due_on=(
                cycle.self_score_due_since(since) if stage.lapses else due_on(stage.due, cycle, terms.policy)
            ),
            lapses_on=cycle.self_score_closes if stage.lapses else None,
            minutes=MINUTES.get(stage.move, terms.minutes),
            period=cycle.name,
        )


def _owers(review: Review, terms: Terms) -> tuple[int, ...]:
    if review.stage.mover in (Party.SECOND_LOOK, Party.HR):
        return terms.awaited
    return (review.employee_id if review.stage.waits_for(Party.EMPLOYEE) else review.decider_id,)


def due_on(due: Due | None, dates: CycleFacts | Dates, policy: Policy) -> date:
    """The day that binds."""
    if due is Due.RELEASE:
        return release_due(dates.second_look_due, policy)
    days = {Due.SELF_SCORE: dates.self_score_due, Due.SECOND_LOOK: dates.second_look_due}
    return days.get(due, dates.approval_due) if due else dates.approval_due
