"""A seat of the second look passes on once whoever has it cannot look any more."""

from dataclasses import replace

from bot.domain.history import Changed, Facts
from bot.domain.reviews.review import Review
from bot.domain.reviews.second_look import awaited, passed_on
from bot.domain.reviews.way import Event, Party
from bot.services.acting import Acting
from bot.services.reviews.advance import advance
from bot.services.reviews.review_facts import latest
from storage.unit import Unit


def pass_on(unit: Unit, acting: Acting) -> None:
    """Of every review in the second look: who has left, or is not of HR or above its manager any more, is
    asked no longer, and whoever the rule names is. Where nobody is left to be asked it is through.
    Safe to run twice.
    """
    company = replace(acting, by=None)
    for review in unit.reviews.all_under_way():
        if review.stage.waits_for(Party.SECOND_LOOK):
            _pass_on(unit, review, company)


def _pass_on(unit: Unit, review: Review, company: Acting) -> None:
    seated = unit.second_looks.of(review.id)
    approved = latest(unit.reviews.history(review.id), Event.APPROVE)
    scored_by = approved.by_id if approved else None
    chain = unit.second_looks.chain(review.manager_id, review.cycle_id).without(scored_by)
    had = {each.seat: each.person_id for each in seated}
    changed = passed_on(seated, chain, employee_id=review.employee_id, manager_id=review.manager_id)
    if not changed:
        return
    moved = unit.reviews.get(review.id)
    for seat, person_id in changed.items():
        unit.second_looks.pass_on(review.id, seat, to=person_id)
        facts = Facts(seat=seat, owner=Changed[int](was=had[seat], now=person_id))
        moved, _ = advance(unit, moved, Event.RESEAT, company, facts=facts)
    if not awaited(unit.second_looks.of(review.id)):
        advance(unit, moved, Event.SETTLE, company)
