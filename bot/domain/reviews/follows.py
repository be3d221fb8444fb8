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
    second_looks_card,
    take_back_card,
    team_card,
)
from bot.domain.reviews.notices import (
    BackAnswered,
    BackWanted,
    ContributionWanted,
    MoreAsked,
    NotRated,
    ReviewOpened,
    ReviewReopened,
    ReviewWithdrawn,
    ScoreApproved,
    ScoresSentBack,
)
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import Event


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A review that moved on. `former_manager_id`: who had it before; `former_delegate_id`: who had it for
    the manager. `question`: the number of the step with which more was asked for, where that is what it waits
    for, or waited for until now. `asked_back`: of the one with which its employee last wanted it back.
    `former_looker_id`: who was to take the second look before.
    """

    review: Review
    former_manager_id: int | None = None
    former_delegate_id: int | None = None
    question: int | None = None
    asked_back: int | None = None
    former_looker_id: int | None = None

    @property
    def managers(self) -> tuple[int, ...]:
        """Who has it or had it until now, and whoever has it for them."""
        who = (
            self.former_manager_id,
            self.former_delegate_id,
            self.review.manager_id,
            self.review.delegate_id,
        )
        return tuple(dict.fromkeys(each for each in who if each is not None))


def my_review(moved: Moved) -> Iterator[Where]:
    yield moved.review.employee_id, my_review_card(moved.review.id)


def teams(moved: Moved) -> Iterator[Where]:
    for manager in moved.managers:
        yield manager, team_card(moved.review.cycle_id, manager)


def approvals(moved: Moved) -> Iterator[Where]:
    """The manager's card of this person, once there is something to read; it says where it ended, too."""
    if moved.review.stage.handed_in or not moved.review.stage.rated:
        for manager in moved.managers:
            yield manager, approval_card(moved.review.id, manager)


def question(moved: Moved) -> Iterator[Where]:
    if moved.question is not None:
        yield moved.review.employee_id, question_card(moved.review.id, moved.question)


def second_looks(moved: Moved) -> Iterator[Where]:
    review = moved.review
    former = () if moved.former_looker_id is None else (moved.former_looker_id,)
    for looker in (*former, *review.lookers):
        yield looker, second_looks_card(review.cycle_id, looker)
        yield looker, second_look_card(review.cycle_id, looker, review.manager_id)


def wish(moved: Moved) -> Iterator[Where]:
    if moved.asked_back is not None:
        yield moved.managers[0], take_back_card(moved.review.id, moved.asked_back)


def back_wanted(moved: Moved) -> Iterator[Notice]:
    yield BackWanted(to=moved.review.manager_id, review_id=moved.review.id, number=moved.review.version)


def back_answered(moved: Moved) -> Iterator[Notice]:
    if moved.asked_back is not None:
        yield BackAnswered(to=moved.review.employee_id, review_id=moved.review.id, number=moved.asked_back)


def opened(moved: Moved) -> Iterator[Notice]:
    yield ReviewOpened(to=moved.review.employee_id, review_id=moved.review.id)


def reopened(moved: Moved) -> Iterator[Notice]:
    review = moved.review
    yield ReviewReopened(to=review.employee_id, review_id=review.id, number=review.version)


def more_asked(moved: Moved) -> Iterator[Notice]:
    yield MoreAsked(to=moved.review.employee_id, review_id=moved.review.id, number=moved.review.version)


def contribution_wanted(moved: Moved) -> Iterator[Notice]:
    former, review = moved.former_manager_id, moved.review
    if former is not None:
        yield ContributionWanted(to=former, review_id=review.id, number=review.version)


def sent_back(moved: Moved) -> Iterator[Notice]:
    review = moved.review
    yield ScoresSentBack(to=review.manager_id, review_id=review.id, number=review.version)


def result_there(moved: Moved) -> Iterator[Notice]:
    review = moved.review
    yield ScoreApproved(to=review.employee_id, review_id=review.id, number=review.version)


def not_rated(moved: Moved) -> Iterator[Notice]:
    review = moved.review
    for to in (review.employee_id, review.manager_id):
        yield NotRated(to=to, person_id=review.employee_id, cycle_id=review.cycle_id)


def withdrawn(moved: Moved) -> Iterator[Notice]:
    if moved.review.is_here:
        yield ReviewWithdrawn(to=moved.review.employee_id, review_id=moved.review.id)


FOLLOWS: Mapping[Event, Follows[Moved]] = {
    Event.OPEN: Follows(news=(opened,)),
    Event.REOPEN: Follows(stale=(my_review,), news=(reopened,)),
    Event.SUBMIT: Follows(stale=(my_review, teams, approvals, question)),
    Event.BEGIN: Follows(stale=(my_review, approvals)),
    # Its employee's card no longer offers to change what was handed in.
    Event.ADJUST: Follows(stale=(my_review, approvals)),
    Event.ASK_FOR_MORE: Follows(stale=(my_review, teams, approvals, wish), news=(more_asked,)),
    Event.APPROVE: Follows(stale=(my_review, teams, approvals, wish, second_looks)),
    Event.CONFIRM: Follows(stale=(my_review, approvals, second_looks)),
    Event.SETTLE: Follows(stale=(my_review, teams, approvals, second_looks)),
    Event.RELEASE: Follows(stale=(my_review, teams, approvals), news=(result_there,)),
    # Its talk tells both of it.
    Event.RESCORE: Follows(stale=(my_review, teams, approvals, second_looks)),
    Event.RELOOK: Follows(stale=(my_review, teams, approvals, second_looks)),
    Event.SEND_BACK: Follows(stale=(my_review, teams, approvals, second_looks), news=(sent_back,)),
    Event.RESEAT: Follows(stale=(my_review, approvals, second_looks)),
    Event.ASK_BACK: Follows(stale=(my_review, approvals), news=(back_wanted,)),
    Event.GIVE_BACK: Follows(stale=(my_review, teams, approvals, wish), news=(back_answered,)),
    Event.KEEP: Follows(stale=(my_review, approvals, wish), news=(back_answered,)),
    Event.HAND_OVER: Follows(
        stale=(my_review, teams, approvals, question, wish), news=(contribution_wanted,)
    ),
    Event.DELEGATE: Follows(stale=(my_review, teams, approvals, question, wish)),
    Event.END_DELEGATION: Follows(stale=(my_review, teams, approvals, question, wish)),
    Event.LEAVE: Follows(stale=(teams, approvals, second_looks)),
    Event.RETURN: Follows(stale=(teams, approvals, second_looks)),
    Event.NOT_RATE: Follows(stale=(my_review, teams, approvals, question, second_looks), news=(not_rated,)),
    # Who is told of it is told once, of the whole cycle.
    Event.CORRECT: Follows(stale=(my_review, teams, approvals, question, second_looks)),
    Event.RECOUNT: Follows(stale=(my_review, approvals)),
    Event.WITHDRAW: Follows(stale=(my_review, teams), news=(withdrawn,)),
}

DAYS_MOVED: Follows[Moved] = Follows(stale=(my_review, approvals, question, second_looks))
"""What names a day of the cycle, when HR gives more time; beside it the threads that stand."""
