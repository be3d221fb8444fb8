"""What the manager's thread and the approval's modals show."""

from collections.abc import Sequence

from bot.domain.reviews.approval import (
    MARKS,
    Adjustment,
    ApprovalFacts,
    Question,
    TakenOver,
    TeamProgress,
    changed,
)
from bot.domain.reviews.facts import Item, ItemScore
from bot.domain.reviews.scoring import Side
from bot.domain.reviews.states import Event
from bot.services.reviews.find_cycle import withdrawal
from bot.services.reviews.reading import review_facts
from storage.models.reviews import ReviewHistoryRow, ScoreRow
from storage.unit import Unit


def team_progress(unit: Unit, cycle_id: int, manager_id: int) -> TeamProgress:
    """How far a manager's reports are in a cycle."""
    cycle = unit.reviews.cycle(cycle_id)
    return TeamProgress(
        cycle_name=cycle.name,
        manager=unit.people.get(manager_id).value(),
        approval_due=cycle.approval_due,
        reports=tuple((name, MARKS[row.state]) for row, name in unit.reviews.team(cycle_id, manager_id)),
        withdrawn=withdrawal(unit, cycle),
    )


def approval_facts(unit: Unit, review_id: int) -> ApprovalFacts:
    """A review as its manager needs it; whoever shows it checks for whom. Raises NoResultFound."""
    review = review_facts(unit, review_id)
    history = unit.reviews.history(review_id)
    scores = unit.reviews.scores(review_id)
    submissions = [row for row in history if row.event is Event.SUBMIT]
    asked = next((row for row in reversed(history) if row.event is Event.ASK_FOR_MORE), None)
    answered = asked is not None and bool(submissions) and submissions[-1].number > asked.number
    before = submissions[-2] if len(submissions) > 1 else None
    senior = unit.people.get(review.manager.manager_id) if review.manager.manager_id else None
    return ApprovalFacts(
        review=review,
        fresh=changed(_of(scores, before), review.own) if before and answered else frozenset(),
        fresh_comment=bool(answered and before and before.note != review.comment),
        asked_at=asked.at if asked else None,
        asked_by=unit.people.get(asked.by_id).name if asked and asked.by_id else None,
        answered=answered,
        adjusted=_adjusted(unit, scores, history),
        second_look_by=senior.name if senior and senior.left_on is None else None,
    )


def taken_over(unit: Unit, review_id: int, person_id: int) -> TakenOver | None:
    """Who has a review now that was this person's, and since when; None where it never was theirs."""
    gone = handed_over_by(unit, review_id, person_id)
    if gone is None:
        return None
    _, _, employee, manager = unit.reviews.whole(review_id)
    return TakenOver(
        employee=employee.value().name,
        manager=manager.value().name,
        on=gone.at,
    )


def handed_over_by(unit: Unit, review_id: int, person_id: int) -> ReviewHistoryRow | None:
    """When a review last left this person, under whatever address; see services/reviews/hand_over.py."""
    theirs = unit.people.addresses(person_id)
    return next(
        (
            row
            for row in reversed(unit.reviews.history(review_id))
            if row.event is Event.HAND_OVER and row.note in theirs
        ),
        None,
    )


def question_at(unit: Unit, review_id: int, number: int) -> Question | None:
    """What the manager asked with that step of the history, and when the employee answered it."""
    history = unit.reviews.history(review_id)
    asked = next((row for row in history if row.number == number), None)
    if asked is None or asked.event is not Event.ASK_FOR_MORE or asked.note is None:
        return None
    answers = (row.at for row in history if row.number > number and row.event is Event.SUBMIT)
    return Question(
        text=asked.note,
        by=unit.people.get(asked.by_id).name if asked.by_id else "",
        answered_at=next(answers, None),
    )


def _of(scores: Sequence[ScoreRow], submission: ReviewHistoryRow) -> dict[Item, ItemScore]:
    return {
        (row.section, row.item): ItemScore(
            score=row.score, actual=row.actual, evidence=row.evidence, reason=row.reason
        )
        for row in scores
        if row.history_id == submission.id
    }


def _adjusted(
    unit: Unit, scores: Sequence[ScoreRow], history: Sequence[ReviewHistoryRow]
) -> dict[Item, Adjustment]:
    steps = {row.id: row for row in history}
    found = {}
    for row in scores:
        if row.side is Side.MANAGER and (by_id := steps[row.history_id].by_id):
            found[row.section, row.item] = Adjustment(
                by=unit.people.get(by_id).name, at=steps[row.history_id].at
            )
    return found
