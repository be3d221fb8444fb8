"""How a review's point was computed, for each who may read it."""

from collections.abc import Mapping, Sequence

from bot.domain.access import Deed, may
from bot.domain.reviews.cycles import are_alike
from bot.domain.reviews.explain import Explained, GivenBy, Look, to_employee
from bot.domain.reviews.facts import Given, Item, ReviewFacts
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import Event
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.find_review import found
from bot.services.reviews.fingerprint import checked_rules
from bot.services.reviews.review_facts import History, review_facts
from bot.services.reviews.second_look import looked_at
from storage.unit import Unit

LOOKS = frozenset({Event.CONFIRM, Event.SETTLE, Event.SEND_BACK})


def explain(acting: Acting, *, review_id: int) -> Explained:
    """Every input and every step; to its employee once it is released, and then what holds.

    Raises Refusal: review.no_result_yet, review.not_handed_in, review.not_yours_to_see.
    """
    with acting.store.read() as unit:
        review = found(lambda: looked_at(unit, unit.reviews.look(review_id)), refuse=_not_yours)
        if not may(Deed.EXPLAIN, acting.by, review):
            raise _refusal(unit, review, acting)
        said = explained(unit, review_facts(unit, review_id))
    return to_employee(said) if acting.by_id == review.employee_id else said


def _refusal(unit: Unit, review: Review, acting: Acting) -> Refusal:
    if acting.by_id == review.employee_id:
        return Refusal("review.no_result_yet", manager=unit.people.get(review.manager_id).name)
    if acting.by_id == review.manager_id:
        return Refusal("review.not_handed_in", employee=unit.people.get(review.employee_id).name)
    return _not_yours()


def _not_yours() -> Refusal:
    return Refusal("review.not_yours_to_see")


def explained(unit: Unit, review: ReviewFacts) -> Explained:
    """Every input and every step; whoever shows it checks for whom."""
    history, scores = unit.reviews.history(review.id), unit.reviews.scores(review.id)
    acted = {entry.by_id for entry in history if entry.by_id is not None}
    names = {person.id: person.name for person in unit.people.values(sorted(acted))}
    return Explained(
        review=review,
        given=_given(history, scores, names),
        looks=tuple(
            Look(
                by=names.get(entry.by_id or 0, ""),
                at=entry.at,
                is_doubt=entry.event is Event.SEND_BACK,
                reason=(entry.note or "") if entry.event is Event.SEND_BACK else "",
                items=entry.facts.doubts or (),
            )
            for entry in history
            if entry.event in LOOKS and entry.by_id is not None
        ),
        moves=tuple(unit.calibrations.of(review.id)) if review.stage.decided else (),
        rules=checked_rules(unit, review.cycle.id),
        before=_before(unit, review),
    )


def _given(
    history: History, scores: Sequence[Given], names: Mapping[int, str]
) -> dict[Item, tuple[GivenBy, ...]]:
    steps = {entry.number: entry for entry in history}
    given: dict[Item, tuple[GivenBy, ...]] = {}
    for each in scores:
        step = steps[each.number]
        one = GivenBy(
            side=each.side,
            by=names.get(step.by_id or 0, ""),
            at=step.at,
            score=each.score.score,
            reason=each.score.reason,
        )
        given[each.item] = (*given.get(each.item, ()), one)
    return given


def _before(unit: Unit, review: ReviewFacts) -> ReviewFacts | None:
    """A quarter is compared with a quarter, a half-year with a half-year."""
    earlier = unit.earlier_reviews.of(review.employee.id, before=review.cycle.starts_on)
    same = (review_id for review_id, name in earlier if are_alike(name, review.cycle.name))
    before = next(same, None)
    return review_facts(unit, before) if before is not None else None
