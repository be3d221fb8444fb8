"""The second look at what a manager gave: confirm it, or send it back one step with a reason."""

from collections.abc import Sequence
from dataclasses import asdict, replace

from bot.domain.access import Deed, may, require
from bot.domain.drafts import Form, Typed
from bot.domain.follows import stale
from bot.domain.history import Facts
from bot.domain.reviews.approval import ApprovalFacts
from bot.domain.reviews.cards import second_look_card
from bot.domain.reviews.facts import Item
from bot.domain.reviews.review import Review
from bot.domain.reviews.second_look import Doubt, Glance, Redone, Seated, is_settled
from bot.domain.reviews.way import Event, Party
from bot.domain.text import is_blank
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.advance import advance, to_whoever_has_them_now
from bot.services.reviews.approval_facts import approval_facts
from bot.services.reviews.find_review import found
from bot.services.reviews.no_surprise import require_no_surprise
from bot.services.reviews.review_facts import review_facts
from bot.services.reviews.second_look_facts import redone
from bot.services.reviews.second_look_seats import take_seats
from bot.services.reviews.year import count_this_anew
from storage.unit import Unit

Seen = tuple[int, int]
"""A review and the version of it that a card showed."""


def confirm(acting: Acting, seen: Sequence[Seen]) -> int:
    """Confirm what managers gave, in the seat that one has; how many were confirmed.

    One alone is refused where it cannot be; of several those that moved on meanwhile are left out, for their
    card shows them afresh. Raises Refusal: second_look.not_yours, second_look.done, review.changed_since.
    """
    confirmed = 0
    with acting.store.begin() as unit:
        for review_id, version in seen:
            try:
                _confirm(unit, _got(unit, review_id), acting, version=version)
            except Refusal:
                if len(seen) == 1:
                    raise
                continue
            confirmed += 1
    return confirmed


def to_send_back(acting: Acting, *, review_id: int, version: int) -> tuple[ApprovalFacts, Doubt]:
    """What the form needs to open, and what was put down in it before. Raises as `confirm` does."""
    with acting.store.read() as unit:
        review = found(lambda: unit.reviews.look(review_id), refuse=_not_yours)
        _seat_of(unit, review, acting, version=version)
        draft = unit.drafts.get(acting.person.id, Form.SEND_BACK, str(review_id))
        return approval_facts(unit, review_id), _doubt(draft.data) if draft else Doubt()


def keep_doubt(acting: Acting, *, review_id: int, doubt: Doubt) -> None:
    """Keep what stood in a form that was closed, also where it moved on meanwhile; nothing of an empty one.

    Raises Refusal("second_look.not_yours").
    """
    with acting.store.begin() as unit:
        review = found(lambda: looked_at(unit, unit.reviews.look(review_id)), refuse=_not_yours)
        require(Deed.SEE_SECOND_LOOK, acting.by, review, refuse=_not_yours)
        if doubt.is_empty:
            unit.drafts.drop(acting.person.id, Form.SEND_BACK, str(review_id))
        else:
            unit.drafts.save(acting.person.id, Form.SEND_BACK, str(review_id), asdict(doubt), at=acting.now)


def send_back(
    acting: Acting, *, review_id: int, version: int, reason: str, doubts: Sequence[Item] = ()
) -> None:
    """Back to the manager, one step, with the reason and the items that are in doubt; nothing is changed.

    What was put down is kept if it is refused. What is no item of this review is in no doubt.
    Raises as `confirm` does, and second_look.reason_missing.
    """
    keep_doubt(acting, review_id=review_id, doubt=Doubt(reason=reason, items=tuple(doubts)))
    with acting.store.begin() as unit:
        review = _got(unit, review_id)
        seated = _seat_of(unit, review, acting, version=version)
        if is_blank(reason):
            raise Refusal("second_look.reason_missing")
        scored = review_facts(unit, review_id).own
        facts = Facts(seat=seated.seat, doubts=tuple(each for each in doubts if each in scored) or None)
        back, _ = advance(unit, review, Event.SEND_BACK, acting, seen=version, note=reason, facts=facts)
        count_this_anew(unit, back, acting)
        to_whoever_has_them_now(unit, review, acting)
        unit.drafts.drop(acting.person.id, Form.SEND_BACK, str(review_id))


def read_second_look(acting: Acting, *, review_id: int) -> tuple[ApprovalFacts, bool, Redone | None]:
    """Every score, case and reason, for whoever looks again, whether it waits for them, and what became of
    what was in doubt.

    Raises Refusal("second_look.not_yours").
    """
    with acting.store.read() as unit:
        review = found(lambda: unit.reviews.look(review_id), refuse=_not_yours)
        if not may(Deed.READ_SECOND_LOOK, acting.by, looked_at(unit, review)):
            raise _not_yours()
        facts = approval_facts(unit, review_id)
        waits = acting.person in facts.review.awaited
        return facts, waits, redone(unit, facts.review, acting.person.id) if waits else None


def waiting_still(acting: Acting, *, review_id: int) -> tuple[str, tuple[Glance, ...]]:
    """Whose review it is, and who of its cycle waits for the same person; nobody's score.

    Raises Refusal("second_look.not_yours").
    """
    with acting.store.read() as unit:
        review = found(lambda: looked_at(unit, unit.reviews.look(review_id)), refuse=_not_yours)
        require(Deed.SEE_SECOND_LOOK, acting.by, review, refuse=_not_yours)
        glances = unit.second_looks.glances(acting.person.id, cycle_id=review.cycle_id)
        return unit.people.get(review.employee_id).name, tuple(each for each in glances if each.waits)


def give_to_second_look(unit: Unit, review: Review, acting: Acting) -> None:
    """What the manager gave is fixed; whoever looks again is asked. Where nobody can be, it is through.

    Raises Refusal("review.surprise").
    """
    is_looked_at = take_seats(unit, review, acting)
    said = require_no_surprise(unit, review.id, acting)
    scored, _ = advance(unit, review, Event.APPROVE, acting, facts=said)
    if not is_looked_at:
        advance(unit, scored, Event.SETTLE, replace(acting, by=None))


def show_afresh(acting: Acting, *, review_id: int, version: int) -> None:
    """A card that was clicked in vain may be an old one: it is worded afresh.

    Raises Refusal("second_look.not_yours").
    """
    with acting.store.begin() as unit:
        review = found(lambda: looked_at(unit, unit.reviews.look(review_id)), refuse=_not_yours)
        require(Deed.SEE_SECOND_LOOK, acting.by, review, refuse=_not_yours)
        card = second_look_card(review.cycle_id, acting.person.id, review.manager_id)
        because = f"seen-{review.version}.{version}"
        unit.outbox.add(*stale([(acting.person.id, card)], because=because), now=acting.now)


def looked_at(unit: Unit, review: Review) -> Review:
    """The review with who takes the second look at it."""
    return replace(review, lookers=tuple(each.person_id for each in unit.second_looks.of(review.id)))


def _confirm(unit: Unit, review: Review, acting: Acting, *, version: int) -> None:
    seated = _seat_of(unit, review, acting, version=version)
    unit.second_looks.confirm(review.id, acting.person.id, at=acting.now)
    scheme = unit.cycles.facts(review.cycle_id).scheme
    settled = is_settled(unit.second_looks.of(review.id), scheme.second_look)
    event = Event.SETTLE if settled else Event.CONFIRM
    advance(unit, review, event, acting, seen=version, facts=Facts(seat=seated.seat))


def _seat_of(unit: Unit, review: Review, acting: Acting, *, version: int) -> Seated:
    """The seat that this person has and has not confirmed in yet."""
    lookers = looked_at(unit, review)
    if not may(Deed.LOOK_AGAIN, acting.by, lookers):
        is_old = acting.by is not None and acting.by.id in lookers.lookers
        raise Refusal("second_look.done") if is_old else _not_yours()
    seated = next(each for each in unit.second_looks.of(review.id) if each.person_id == acting.person.id)
    if not review.stage.waits_for(Party.SECOND_LOOK) or seated.confirmed_at is not None:
        raise Refusal("second_look.done")
    if review.version != version:
        raise Refusal("review.changed_since")
    return seated


def _doubt(kept: Typed) -> Doubt:
    """As it was kept; an earlier version kept the reason alone."""
    items = tuple((section, item) for section, item in kept.get("items", ()))
    return Doubt(reason=kept["reason"], items=items)


def _got(unit: Unit, review_id: int) -> Review:
    return found(lambda: unit.reviews.get(review_id), refuse=_not_yours)


def _not_yours() -> Refusal:
    return Refusal("second_look.not_yours")
