"""HR closes somebody's review without a score; and why somebody has none, for whoever hears of it."""

from bot.domain.policy import Policy
from bot.domain.reviews.not_rated import Closing, NotRatedFacts
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import Event
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.advance import advance
from bot.services.reviews.find_cycle import REASON_LIMIT, reason_given, require_hr
from bot.services.reviews.of_one import Named, review_named
from bot.services.reviews.review_facts import latest
from bot.services.reviews.too_new import too_new
from storage.unit import Unit


def close_unrated(acting: Acting, *, named: Named, reason: str) -> NotRatedFacts:
    """Close one person's review: it comes to no score and counts in no share. Both sides read the reason.

    What is scored already is closed only where its employee has left, for nobody hears of its result.
    Raises Refusal: cycle.not_hr, not_rated.reason, not_rated.scored, and as `review_named`.
    """
    require_hr(acting)
    reason = reason_given(reason, otherwise=Refusal("not_rated.reason", limit=REASON_LIMIT))
    with acting.store.begin() as unit:
        review = review_named(unit, named, acting)
        if review.stage.decided and review.is_here:
            raise Refusal("not_rated.scored", name=unit.people.get(review.employee_id).name)
        closed, _ = advance(unit, review, Event.NOT_RATE, acting, note=reason)
        return ended_facts(unit, closed, acting.policy)


def not_rated(unit: Unit, person_id: int, cycle_id: int, policy: Policy) -> NotRatedFacts | None:
    """Why this person comes to no score in this cycle; None where they are rated, or may be yet."""
    employee, cycle = unit.people.get(person_id), unit.cycles.get(cycle_id)
    review = unit.reviews.of_person(person_id, cycle_id)
    if review is not None:
        return None if review.stage.rated else ended_facts(unit, review, policy)
    days = too_new(unit, [employee], cycle, policy).get(person_id)
    if days is None:
        return None
    least = policy.goals.too_new_days
    return NotRatedFacts(employee=employee, cycle_name=cycle.name, least=least, days=days)


def ended_facts(unit: Unit, review: Review, policy: Policy) -> NotRatedFacts:
    """The same of a review that ended without a score."""
    ended = latest(unit.reviews.history(review.id), Event.NOT_RATE)
    closing = None
    if ended is not None and ended.note is not None:
        by = unit.people.get(ended.by_id).name if ended.by_id else ""
        closing = Closing(by=by, at=ended.at, reason=ended.note)
    return NotRatedFacts(
        employee=unit.people.get(review.employee_id),
        cycle_name=unit.cycles.get(review.cycle_id).name,
        least=policy.goals.too_new_days,
        days=ended.facts.working_days or 0 if ended else 0,
        closing=closing,
    )
