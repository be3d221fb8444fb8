"""A former manager says in a few lines how it went while they had somebody."""

from dataclasses import replace

from bot.domain.access import Deed, require
from bot.domain.drafts import Form
from bot.domain.follows import stale
from bot.domain.reviews.cards import approval_card, contribution_card
from bot.domain.reviews.contribution import (
    ContributionFacts,
    Written,
    as_asked,
    items_as_kept,
    items_of_kept,
)
from bot.domain.reviews.review import Review
from bot.domain.text import is_blank
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.drafts import keep_draft
from bot.services.reviews.find_review import found
from bot.services.reviews.shares import days_of
from storage.unit import Unit


def open_contribution(acting: Acting, *, review_id: int) -> tuple[ContributionFacts, Written]:
    """What the form shows, and what stands in it: what was typed or written before.

    Raises Refusal: contribution.not_yours, contribution.too_late.
    """
    with acting.store.read() as unit:
        review = _theirs(unit, found(lambda: unit.reviews.look(review_id), refuse=_not_yours), acting)
        facts = contribution_facts(unit, review.id, acting.person.id)
        draft = unit.drafts.get(acting.person.id, Form.CONTRIBUTION, str(review_id))
    if draft is not None:
        return facts, Written(text=draft.data["text"], items=items_of_kept(draft.data.get("items", [])))
    written = facts.written
    return facts, Written(text=written.text, items=written.items) if written else Written()


def keep_contribution(acting: Acting, *, review_id: int, written: Written) -> None:
    """Keep what was typed, whether it can still be put down or not.

    Raises Refusal("contribution.not_yours").
    """
    with acting.store.read() as unit:
        _require_former(unit, found(lambda: unit.reviews.look(review_id), refuse=_not_yours), acting)
    data = {"text": written.text, "items": items_as_kept(written.items)}
    keep_draft(acting, form=Form.CONTRIBUTION, subject=str(review_id), data=data)


def contribute(acting: Acting, *, review_id: int, written: Written) -> None:
    """Put it down, in place of what stood there; whoever scores reads it on their card and beside each item.

    What was typed is kept if it is refused. Raises as `open_contribution`, and contribution.blank.
    """
    keep_contribution(acting, review_id=review_id, written=written)
    with acting.store.begin() as unit:
        review = _theirs(unit, found(lambda: unit.reviews.get(review_id), refuse=_not_yours), acting)
        scheme = unit.cycles.facts(review.cycle_id).scheme
        said = as_asked(written, scheme=scheme, basis=unit.reviews.basis(review, scheme))
        if is_blank(said.text) and not said.items:
            raise Refusal("contribution.blank", field="text")
        who = acting.person.id
        unit.contributions.write(review_id, who, said, at=acting.now)
        unit.drafts.drop(who, Form.CONTRIBUTION, str(review_id))
        cards = [(who, contribution_card(review_id, who))]
        if review.stage.handed_in:
            cards.append((review.manager_id, approval_card(review_id, review.manager_id)))
        unit.outbox.add(*stale(cards, because=f"contribution-{acting.now.isoformat()}"), now=acting.now)


def contribution_facts(unit: Unit, review_id: int, person_id: int) -> ContributionFacts:
    """What a former manager is asked for, and what they wrote."""
    review, cycle, employee, manager = unit.reviews.whole(review_id)
    days = {each.manager_id: each.days for each in days_of(unit, review, cycle)}
    written = unit.contributions.of(review_id, by_id=person_id)
    return ContributionFacts(
        review_id=review_id,
        cycle_id=cycle.id,
        cycle_name=cycle.name,
        employee=employee.name,
        manager=manager.name,
        days=days.get(person_id, 0),
        of=(cycle.ends_on - cycle.starts_on).days + 1,
        written=written[0] if written else None,
        may_write=_is_open(review) and review.manager_id != person_id,
        scheme=cycle.scheme,
        basis=unit.reviews.basis(review, cycle.scheme),
    )


def _is_open(review: Review) -> bool:
    return not review.stage.decided and not review.stage.closed


def _require_former(unit: Unit, review: Review, acting: Acting) -> Review:
    """Whose they were for a day of the period, though the review was never theirs, or the other way round."""
    had = (entry.facts.manager for entry in unit.reviews.history(review.id))
    former = {each.was for each in had if each is not None and each.was is not None}
    former |= {each.manager_id for each in days_of(unit, review, unit.cycles.facts(review.cycle_id))}
    review = replace(review, former=tuple(former - {review.manager_id}))
    require(Deed.CONTRIBUTE, acting.by, review, refuse=_not_yours)
    return review


def _theirs(unit: Unit, review: Review, acting: Acting) -> Review:
    review = _require_former(unit, review, acting)
    if not _is_open(review):
        raise Refusal("contribution.too_late")
    return review


def _not_yours() -> Refusal:
    return Refusal("contribution.not_yours")
