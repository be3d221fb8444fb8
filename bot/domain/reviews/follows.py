"""What follows from an event of a review."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.follows import Follows, Where
from bot.domain.notices import Notice
from bot.domain.reviews.cards import (
    approval_card,
    my_review_card,
    question_card,
    second_look_card,
    team_card,
)
from bot.domain.reviews.notices import (
    MoreAsked,
    ReviewOpened,
    ReviewWithdrawn,
    ScoreApproved,
    ScoresSentBack,
)
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import Event


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A review that moved on. `former_manager_id`: who had it before. `question`: the number of the step
    with which more was asked for, where that is what it waits for, or waited for until now.
    `former_looker_id`: who was to take the second look before.
    """

    review: Review
    former_manager_id: int | None = None
    question: int | None = None
    former_looker_id: int | None = None

    @property
    def managers(self) -> tuple[int, ...]:
        if self.former_manager_id is None:
            return (self.review.manager_id,)
        return (self.former_manager_id, self.review.manager_id)


def my_review(moved: Moved) -> Iterator[Where]:
    yield moved.review.employee_id, my_review_card(moved.review.id)


def teams(moved: Moved) -> Iterator[Where]:
    for manager in moved.managers:
        yield manager, team_card(moved.review.cycle_id, manager)


def approvals(moved: Moved) -> Iterator[Where]:
    """The manager's card of this person, once there is something to read."""
    if moved.review.stage.handed_in:
        for manager in moved.managers:
            yield manager, approval_card(moved.review.id, manager)


def question(moved: Moved) -> Iterator[Where]:
    if moved.question is not None:
        yield moved.review.employee_id, question_card(moved.review.id, moved.question)


def second_looks(moved: Moved) -> Iterator[Where]:
    review = moved.review
    former = () if moved.former_looker_id is None else (moved.former_looker_id,)
    for looker in (*former, *review.lookers):
        yield looker, second_look_card(review.cycle_id, looker, review.manager_id)


def opened(moved: Moved) -> Iterator[Notice]:
    yield ReviewOpened(to=moved.review.employee_id, review_id=moved.review.id)


def more_asked(moved: Moved) -> Iterator[Notice]:
    yield MoreAsked(to=moved.review.employee_id, review_id=moved.review.id, number=moved.review.version)


def sent_back(moved: Moved) -> Iterator[Notice]:
    review = moved.review
    yield ScoresSentBack(to=review.manager_id, review_id=review.id, number=review.version)


def result_there(moved: Moved) -> Iterator[Notice]:
    yield ScoreApproved(to=moved.review.employee_id, review_id=moved.review.id)


def withdrawn(moved: Moved) -> Iterator[Notice]:
    if moved.review.is_here:
        yield ReviewWithdrawn(to=moved.review.employee_id, review_id=moved.review.id)


FOLLOWS: Mapping[Event, Follows[Moved]] = {
    Event.OPEN: Follows(news=(opened,)),
    Event.SUBMIT: Follows(stale=(my_review, teams, approvals, question)),
    Event.ADJUST: Follows(stale=(approvals,)),
    Event.ASK_FOR_MORE: Follows(stale=(my_review, teams, approvals), news=(more_asked,)),
    Event.APPROVE: Follows(stale=(my_review, teams, approvals, second_looks)),
    Event.CONFIRM: Follows(stale=(my_review, approvals, second_looks)),
    Event.SETTLE: Follows(stale=(my_review, teams, approvals, second_looks), news=(result_there,)),
    Event.SEND_BACK: Follows(stale=(my_review, teams, approvals, second_looks), news=(sent_back,)),
    Event.RESEAT: Follows(stale=(my_review, approvals, second_looks)),
    Event.HAND_OVER: Follows(stale=(my_review, teams, approvals, question)),
    Event.LEAVE: Follows(stale=(teams, approvals, second_looks)),
    Event.RETURN: Follows(stale=(teams, approvals, second_looks)),
    Event.WITHDRAW: Follows(stale=(my_review, teams), news=(withdrawn,)),
}

DAYS_MOVED: Follows[Moved] = Follows(stale=(my_review, approvals, question, second_looks))
"""What names a day of the cycle, when HR gives more time; beside it the threads that stand."""
