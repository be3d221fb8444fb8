"""HR takes one person's self-score after closing, or gives this one more time."""

from datetime import date

from bot.domain.history import Facts
from bot.domain.reviews.reopen import Reopened, own_days
from bot.domain.reviews.way import Event
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.advance import advance
from bot.services.reviews.find_cycle import REASON_LIMIT, reason_given, require_hr, require_it_goes_on
from bot.services.reviews.of_one import Named, review_named
from storage.unit import Unit


def reopen(acting: Acting, *, named: Named, until: date, reason: str) -> Reopened:
    """Take this person's self-score until then; their card, what they owe and the steps after it follow.

    Raises Refusal: cycle.not_hr, reopen.reason, cycle.past, reopen.handed_in, reopen.left, reopen.not_later,
    review.withdrawn, review.not_rated, and as `review_named`.
    """
    require_hr(acting)
    reason = reason_given(reason, otherwise=Refusal("reopen.reason", limit=REASON_LIMIT))
    if until < acting.today:
        raise Refusal("cycle.past", new=until)
    with acting.store.begin() as unit:
        review = review_named(unit, named, acting)
        require_it_goes_on(unit, review)
        _, cycle, employee, _ = unit.reviews.whole(review.id)
        if not review.stage.lapses:
            raise Refusal("reopen.handed_in", name=employee.name)
        if not review.is_here:
            raise Refusal("reopen.left", name=employee.name)
        policy = acting.policy
        days = own_days(
            until, cycle=cycle, name=employee.name, schedule=policy.schedule, calendar=policy.calendar()
        )
        review = unit.reviews.give_days(review, days)
        moved, _ = advance(unit, review, Event.REOPEN, acting, note=reason, facts=Facts(closes=until))
        return reopened_at(unit, moved.id, moved.version)


def reopened_at(unit: Unit, review_id: int, number: int) -> Reopened:
    """What HR did with that step of the history."""
    _, cycle, employee, _ = unit.reviews.whole(review_id)
    entry = next(each for each in unit.reviews.history(review_id) if each.number == number)
    return Reopened(
        employee=employee,
        cycle_name=cycle.name,
        until=entry.facts.closes or cycle.self_score_closes,
        approval_due=cycle.approval_due,
        reason=entry.note or "",
        by=unit.people.get(entry.by_id).name if entry.by_id else "",
        at=entry.at,
    )
