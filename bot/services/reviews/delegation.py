"""A manager on leave: HR puts somebody in their place, and it ends on its day or when it is taken back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain.access import Deed, require
from bot.domain.follows import stale
from bot.domain.history import Changed, Facts
from bot.domain.people import Person
from bot.domain.reviews.cards import delegation_card
from bot.domain.reviews.delegation import REASON_LIMIT, Delegation, DelegationFacts
from bot.domain.reviews.notices import DelegationBegan, DelegationEnded
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import Event
from bot.domain.text import is_blank
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.advance import advance
from storage.unit import Unit

MANAGER, DELEGATE, UNTIL, REASON = "manager", "delegate", "until", "reason"
"""The fields of the form."""


def standing_delegations(acting: Acting) -> tuple[DelegationFacts, ...]:
    """Those that are not over, for HR. Raises Refusal("delegation.not_hr")."""
    require(Deed.DELEGATE, acting.by, refuse=_not_hr)
    with acting.store.read() as unit:
        return tuple(delegation_facts(unit, each.id) for each in unit.delegations.standing())


def delegate(
    acting: Acting, *, manager_account: str, delegate_account: str, until_on: date, reason: str
) -> DelegationFacts:
    """Put somebody in a manager's place for all their reviews that are not decided.

    Nobody gets their own review, nor that of whoever put them there: those stay with the manager.
    Raises Refusal: delegation.not_hr, delegation.stranger, delegation.same, delegation.already,
    delegation.until, delegation.reason.
    """
    require(Deed.DELEGATE, acting.by, refuse=_not_hr)
    if is_blank(reason) or len(reason) > REASON_LIMIT:
        raise Refusal("delegation.reason", field=REASON, limit=REASON_LIMIT)
    if until_on < acting.today:
        raise Refusal("delegation.until", field=UNTIL)
    with acting.store.begin() as unit:
        manager = _known(unit, manager_account, field=MANAGER)
        chosen = _known(unit, delegate_account, field=DELEGATE)
        if manager.id == chosen.id:
            raise Refusal("delegation.same", field=DELEGATE)
        standing = unit.delegations.standing()
        if any(each.manager_id == manager.id for each in standing):
            raise Refusal("delegation.already", field=MANAGER, name=manager.name)
        delegation = unit.delegations.add(
            manager_id=manager.id,
            delegate_id=chosen.id,
            until_on=until_on,
            reason=reason.strip(),
            by_id=acting.person.id,
            at=acting.now,
        )
        reviews = unit.reviews.under_way_with(manager.id)
        gone = [each for each in reviews if _give(unit, each, delegation, acting)]
        unit.outbox.add(
            *(DelegationBegan(to=each, delegation_id=delegation.id) for each in (chosen.id, manager.id)),
            now=acting.now,
        )
        facts = delegation_facts(unit, delegation.id)
        kept = [each for each in reviews if each not in gone]
        return replace(facts, kept=_names(unit, kept))


def end_delegation(acting: Acting, *, delegation_id: int) -> DelegationFacts:
    """HR or the manager takes it back. A second time changes nothing.

    Raises Refusal("delegation.not_yours"); Missing.
    """
    with acting.store.begin() as unit:
        delegation = unit.delegations.get(delegation_id)
        require(Deed.END_DELEGATION, acting.by, delegation, refuse=lambda: Refusal("delegation.not_yours"))
        if not delegation.is_over:
            _end(unit, delegation, acting)
        return delegation_facts(unit, delegation_id)


def look_after_delegations(acting: Acting) -> None:
    """End those whose day is over or whose delegate has left; give what came since to those that stand."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        due = bool(unit.delegations.standing() or unit.reviews.look_delegated())
    if not due:
        return
    with acting.store.begin() as unit:
        look_again(unit, acting)


def look_again(unit: Unit, acting: Acting) -> None:
    """The same within the transaction that says who has left: nothing waits for a delegate who is gone."""
    for each in unit.delegations.standing():
        delegation = unit.delegations.get(each.id)
        if delegation.is_over:
            continue
        if delegation.until_on < acting.today or not unit.people.get(delegation.delegate_id).is_active:
            _end(unit, delegation, acting)
        else:
            for review in unit.reviews.under_way_with(delegation.manager_id):
                _give(unit, review, delegation, acting)
    _take_back_what_is_nobodys(unit, acting)


def delegation_facts(unit: Unit, delegation_id: int) -> DelegationFacts:
    """With people, and whose reviews are with the delegate now. Whoever shows it checks for whom."""
    delegation = unit.delegations.look(delegation_id)
    theirs = [each for each in unit.reviews.look_delegated() if _is_of(each, delegation)]
    return DelegationFacts(
        delegation=delegation,
        manager=unit.people.get(delegation.manager_id),
        delegate=unit.people.get(delegation.delegate_id),
        by=unit.people.get(delegation.by_id),
        ended_by=unit.people.get(delegation.ended_by_id) if delegation.ended_by_id else None,
        names=() if delegation.is_over else _names(unit, theirs),
    )


def _give(unit: Unit, review: Review, delegation: Delegation, acting: Acting) -> bool:
    """Whether it is with the delegate now."""
    if not delegation.takes(review) or review.delegate_id is not None:
        return review.delegate_id == delegation.delegate_id
    facts = Facts(delegate=Changed(was=None, now=delegation.delegate_id))
    advance(unit, review, Event.DELEGATE, acting, note=delegation.reason, facts=facts)
    return True


def _end(unit: Unit, delegation: Delegation, acting: Acting) -> None:
    unit.delegations.end(delegation, by_id=acting.by_id, at=acting.now)
    for review in unit.reviews.under_way_with(delegation.manager_id):
        if _is_of(review, delegation):
            _take_back(unit, review, acting)
    # Whoever took it back has it before them already.
    told = (each for each in (delegation.delegate_id, delegation.manager_id) if each != acting.by_id)
    news = [DelegationEnded(to=each, delegation_id=delegation.id) for each in told]
    both = (delegation.delegate_id, delegation.manager_id)
    notes = [(each, delegation_card(delegation.id, each)) for each in both]
    over = stale(notes, because=f"delegation:{delegation.id}:over")
    unit.outbox.add(*over, *news, now=acting.now)


def _take_back_what_is_nobodys(unit: Unit, acting: Acting) -> None:
    """What came back to be decided again after the delegation was over."""
    standing = unit.delegations.standing()
    for each in unit.reviews.look_delegated():
        if not any(_is_of(each, delegation) for delegation in standing):
            _take_back(unit, unit.reviews.get(each.id), acting)


def _take_back(unit: Unit, review: Review, acting: Acting) -> None:
    facts = Facts(delegate=Changed(was=review.delegate_id, now=None))
    advance(unit, review, Event.END_DELEGATION, acting, facts=facts)


def _is_of(review: Review, delegation: Delegation) -> bool:
    return (review.manager_id, review.delegate_id) == (delegation.manager_id, delegation.delegate_id)


def _names(unit: Unit, reviews: Sequence[Review]) -> tuple[str, ...]:
    people = unit.people.values([each.employee_id for each in reviews])
    return tuple(sorted({person.name for person in people}))


def _known(unit: Unit, account: str, *, field: str) -> Person:
    person = unit.people.by_slack_id(account)
    if person is None or not person.is_active:
        raise Refusal("delegation.stranger", field=field)
    return person


def _not_hr() -> Refusal:
    return Refusal("delegation.not_hr")
