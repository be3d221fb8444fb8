"""What the manager's thread and the approval's modals show."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.history import Entry
from bot.domain.people import Person
from bot.domain.reviews.approval import (
    Adjustment,
    ApprovalFacts,
    InPlace,
    Question,
    TakenOver,
    TeamProgress,
    changed,
)
from bot.domain.reviews.balance import Balance
from bot.domain.reviews.facts import Given, Item, ItemScore, ReviewFacts
from bot.domain.reviews.review import Review
from bot.domain.reviews.scoring import Side
from bot.domain.reviews.way import STARTS, Event, Party, State
from bot.services.reviews.balance import review_balance
from bot.services.reviews.no_surprise import checked
from bot.services.reviews.review_facts import History, last_given, latest, review_facts
from bot.services.reviews.second_look_facts import sent_back
from bot.services.reviews.shares import contributions, shares
from storage.unit import Unit


def team_progress(unit: Unit, cycle_id: int, manager_id: int) -> TeamProgress:
    """How far a manager's reports are in a cycle."""
    cycle = unit.cycles.get(cycle_id)
    team = unit.reviews.team(cycle_id, manager_id)
    gone = [each for _, each in team if not each.stage.decided and each.decider_id != manager_id]
    return TeamProgress(
        cycle_name=cycle.name,
        manager=unit.people.get(manager_id),
        approval_due=cycle.dates.approval_due,
        reports=tuple((name, review.stage.mark) for name, review in team if review not in gone),
        given_back=_given_back(unit, [each for each in team if each[1] not in gone]),
        elsewhere=tuple(name for name, review in team if review in gone),
        has_them=unit.people.get(gone[0].decider_id).name if gone else None,
        withdrawn=unit.cycles.withdrawal(cycle_id) if cycle.is_withdrawn else None,
    )


def approval_facts(unit: Unit, review_id: int) -> ApprovalFacts:
    """A review as its manager needs it; whoever shows it checks for whom. Raises Missing."""
    review = review_facts(unit, review_id)
    history = unit.reviews.history(review_id)
    scores = unit.reviews.scores(review_id)
    submissions = [entry for entry in history if entry.event is Event.SUBMIT]
    asked = latest(history, Event.ASK_FOR_MORE)
    answered = asked is not None and bool(submissions) and submissions[-1].number > asked.number
    back = latest(history, Event.ASK_FOR_MORE, Event.GIVE_BACK)
    before = _before(submissions, asked if answered else None)
    manager = unit.people.get(review.in_place_of_id) if review.in_place_of_id else review.manager
    senior = unit.people.get(manager.manager_id) if manager.manager_id else None
    return ApprovalFacts(
        review=review,
        fresh=changed(_of(scores, before.number), review.own) if before else frozenset(),
        fresh_comment=before is not None and before.note != review.comment,
        handed_in_again=len(submissions) > 1,
        asked_at=asked.at if asked else None,
        asked_by=unit.people.get(asked.by_id).name if asked and asked.by_id else None,
        answered=answered,
        given_back=back is not None and back.event is Event.GIVE_BACK,
        adjusted=_adjusted(unit, scores, history),
        second_look_by=senior.name if senior and senior.left_on is None else None,
        sent_back=sent_back(unit, history) if not review.stage.decided else None,
        balance=_balance(unit, review),
        begun_at=_begun(history),
        delegation=_in_place(unit, manager) if review.in_place_of_id else None,
        surprise=checked(unit, review) if review.stage.waits_for(Party.MANAGER) else None,
        shares=shares(unit, unit.reviews.look(review_id), review.cycle),
        contributions=contributions(unit, review_id),
    )


def taken_over(unit: Unit, review_id: int, person_id: int) -> TakenOver | None:
    """Who has a review now that was this person's, and since when; None where it never was theirs."""
    gone = gave_up(unit, review_id, person_id)
    if gone is None:
        return None
    _, _, employee, manager = unit.reviews.whole(review_id)
    return TakenOver(employee=employee.name, manager=manager.name, on=gone.at)


def gave_up(unit: Unit, review_id: int, person_id: int) -> Entry[State, Event] | None:
    """The last time that this person's review went over to another manager."""
    return next(
        (
            entry
            for entry in reversed(unit.reviews.history(review_id))
            for changed in (entry.facts.manager, entry.facts.delegate)
            if changed is not None and changed.was == person_id
        ),
        None,
    )


def question_at(unit: Unit, review_id: int, number: int) -> Question | None:
    """What the manager asked with that step of the history, and when the employee answered it."""
    history = unit.reviews.history(review_id)
    asked = next((entry for entry in history if entry.number == number), None)
    if asked is None or asked.event is not Event.ASK_FOR_MORE or asked.note is None:
        return None
    answers = (entry.at for entry in history if entry.number > number and entry.event is Event.SUBMIT)
    return Question(
        text=asked.note,
        by=unit.people.get(asked.by_id).name if asked.by_id else "",
        answered_at=next(answers, None),
    )


def _given_back(unit: Unit, team: Sequence[tuple[str, Review]]) -> tuple[str, ...]:
    """Who has their self-score again because they wanted it, not because more was asked for."""
    ids = [review.id for _, review in team if review.stage.answers]
    given = unit.reviews.last_numbers(ids, Event.GIVE_BACK)
    asked = unit.reviews.last_numbers(ids, Event.ASK_FOR_MORE)
    return tuple(name for name, review in team if given.get(review.id, 0) > asked.get(review.id, 0))


def _balance(unit: Unit, review: ReviewFacts) -> Balance | None:
    """Of what was handed in, as of then."""
    if review.submitted_at is None:
        return None
    return review_balance(
        unit,
        review_id=review.id,
        employee_id=review.employee.id,
        cycle=review.cycle,
        basis=review.basis,
        written={item: each.evidence for item, each in review.own.items()},
        today=review.submitted_at.astimezone(review.employee.zone).date(),
    )


def _before(
    submissions: Sequence[Entry[State, Event]], asked: Entry[State, Event] | None
) -> Entry[State, Event] | None:
    """What the manager had read before: when they asked for more, else the one before the last."""
    if asked is None:
        return submissions[-2] if len(submissions) > 1 else None
    return next((each for each in reversed(submissions) if each.number < asked.number), None)


def _begun(history: History) -> datetime | None:
    """When the manager began to score what was handed in last, or came back to them since."""
    over = max((entry.number for entry in history if entry.event in (Event.SUBMIT, Event.APPROVE)), default=0)
    return next((entry.at for entry in history if entry.number > over and entry.event in STARTS), None)


def _in_place(unit: Unit, manager: Person) -> InPlace:
    """`until_on` None: it is over, and goes back at the next look."""
    delegation = unit.delegations.standing_of(manager.id)
    return InPlace(
        manager_id=manager.id,
        manager=manager.name,
        until_on=delegation.until_on if delegation else None,
    )


def _of(scores: Sequence[Given], number: int) -> dict[Item, ItemScore]:
    return last_given([each for each in scores if each.number == number], Side.SELF)


def _adjusted(unit: Unit, scores: Sequence[Given], history: History) -> dict[Item, Adjustment]:
    steps = {entry.number: entry for entry in history}
    adjusted = {}
    for each in scores:
        by_id = steps[each.number].by_id
        if each.side is Side.MANAGER and by_id is not None:
            adjusted[each.item] = Adjustment(by=unit.people.get(by_id).name, at=steps[each.number].at)
    return adjusted
