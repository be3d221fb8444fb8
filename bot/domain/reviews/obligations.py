"""What a review wants, and of whom."""

from collections.abc import Iterator
from datetime import date

from bot.domain.calendar import next_opening
from bot.domain.obligations import MINUTES, Obligation, Subject
from bot.domain.reviews.review import Review, Terms
from bot.domain.reviews.way import Due, Party


def implied(review: Review, terms: Terms) -> Iterator[Obligation]:
    """The step that waits, by where the review is. Nobody is asked about somebody who has left.

    A self-score is asked for from the moment at which its employee hears of it: the opening hour of
    their next working day. Source: domain.md §8.
    """
    stage = review.stage
    if stage.move is None or not review.is_here:
        return
    is_employees = stage.waits_for(Party.EMPLOYEE)
    employee, since = terms.employee, review.owed_since
    yield Obligation(
        person_id=review.employee_id if is_employees else review.manager_id,
        other_id=review.manager_id if is_employees else review.employee_id,
        kind=stage.move,
        subject=Subject.REVIEW,
        subject_id=review.id,
        since=since,
        opens_at=next_opening(since, zone=employee.zone, country=employee.country, hour=terms.opening_hour)
        if stage.lapses
        else since,
        due_on=_due(stage.due, terms),
        lapses_on=terms.self_score_closes if stage.lapses else None,
        minutes=MINUTES.get(stage.move, terms.minutes),
        period=terms.period,
    )


def _due(due: Due | None, terms: Terms) -> date:
    return terms.self_score_due if due is Due.SELF_SCORE else terms.approval_due
