"""A seat of the second look passes on once whoever has it cannot look any more, or is on leave for long."""

from collections.abc import Collection
from dataclasses import replace

from bot.domain.access import Deed, require
from bot.domain.concerns import Cause
from bot.domain.history import Changed, Facts
from bot.domain.reviews.long_leave import cannot_look
from bot.domain.reviews.review import Review
from bot.domain.reviews.second_look import Chain, awaited, passed_on, seats
from bot.domain.reviews.way import Event, Party
from bot.services.acting import Acting
from bot.services.concerns import note_concern, settle_concern
from bot.services.reviews.advance import advance
from bot.services.reviews.review_facts import latest
from storage.unit import Unit

SUBJECT = "second-look:"
"""What a concern is about: a review at which nobody can look again, by its id."""


def take_seats(unit: Unit, review: Review, acting: Acting) -> bool:
    """Whoever takes the second look at what was just scored is seated; whether anybody is. The admins hear
    of it where nobody can.
    """
    chain = _chain(unit, review).without(review.decider_id)
    away = _away(unit, review, chain, acting)
    taken = seats(chain, employee_id=review.employee_id, manager_id=review.manager_id, away=away)
    unit.second_looks.seat(review.id, taken)
    _tell_or_settle(unit, review, chain, away, acting)
    return bool(taken)


def pass_on(unit: Unit, acting: Acting) -> None:
    """Of every review in the second look: who has left, or is not of HR or above its manager any more, is
    asked no longer, nor who is on leave for long, and whoever the rule names is. Where nobody is left to be
    asked it is through. Safe to run twice.
    """
    for review in unit.reviews.all_under_way():
        if review.stage.waits_for(Party.SECOND_LOOK):
            _pass_on(unit, review, acting)
    _look_at_concerns(unit, acting)


def pass_on_of(unit: Unit, people: Collection[int], acting: Acting) -> None:
    """The same of what any of these was to look at: something about their leave was just written down. What
    passed on does not come back with them by itself.
    """
    if people:
        for review_id in unit.second_looks.asked_of(people):
            _pass_on(unit, unit.reviews.look(review_id), acting)


def look_after_seats(acting: Acting) -> None:
    """A leave has begun, or a day of it passed; and what the admins heard of may be mended."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        away = unit.absences.on(acting.today).keys() & unit.second_looks.lookers()
        noted = unit.concerns.open_of({Cause.NO_SECOND_LOOK}, about=SUBJECT)
    if away or noted:
        with acting.store.begin() as unit:
            pass_on_of(unit, away, acting)
            _look_at_concerns(unit, acting)


def _pass_on(unit: Unit, review: Review, acting: Acting) -> None:
    seated = unit.second_looks.of(review.id)
    chain = _chain_of_scored(unit, review)
    away = _away(unit, review, chain, acting)
    had = {each.seat: each.person_id for each in seated}
    changed = passed_on(
        seated, chain, employee_id=review.employee_id, manager_id=review.manager_id, away=away
    )
    if changed:
        company = replace(acting, by=None)
        moved = unit.reviews.get(review.id)
        for seat, person_id in changed.items():
            unit.second_looks.pass_on(review.id, seat, to=person_id)
            facts = Facts(seat=seat, owner=Changed[int](was=had[seat], now=person_id))
            moved, _ = advance(unit, moved, Event.RESEAT, company, facts=facts)
        if not awaited(unit.second_looks.of(review.id)):
            advance(unit, moved, Event.SETTLE, company)
    if not any(each.confirmed_at for each in seated):
        _tell_or_settle(unit, review, chain, away, acting)


def _chain(unit: Unit, review: Review) -> Chain:
    return unit.second_looks.chain(review.manager_id, review.cycle_id)


def _chain_of_scored(unit: Unit, review: Review) -> Chain:
    """Without whoever scored it, who may have done so in the manager's place."""
    approved = latest(unit.reviews.history(review.id), Event.APPROVE)
    return _chain(unit, review).without(approved.by_id if approved else None)


def _away(unit: Unit, review: Review, chain: Chain, acting: Acting) -> frozenset[int]:
    """Who of these is on leave for as long as one has to look."""
    people = {each.id: each for each in (*chain.above, *chain.hr) if each.is_active}
    today = {each.id: acting.now.astimezone(each.zone).date() for each in people.values()}
    if not people:
        return frozenset()
    absences = unit.absences.of(people, since=min(today.values()))
    _, cycle, _, _ = unit.reviews.whole(review.id)
    days = acting.policy.schedule.second_look_days
    return frozenset(
        who
        for who, theirs in absences.items()
        if cannot_look(
            theirs,
            today=today[who],
            due=cycle.second_look_due,
            days=days,
            calendar=people[who].calendar,
        )
    )


def _look_at_concerns(unit: Unit, acting: Acting) -> None:
    for _, subject in unit.concerns.open_of({Cause.NO_SECOND_LOOK}, about=SUBJECT):
        review = unit.reviews.look(int(subject.removeprefix(SUBJECT)))
        chain = _chain_of_scored(unit, review)
        _tell_or_settle(unit, review, chain, _away(unit, review, chain, acting), acting)


def _tell_or_settle(unit: Unit, review: Review, chain: Chain, away: Collection[int], acting: Acting) -> None:
    """The admins read at whose scores nobody can look again, until somebody can."""
    subject = f"{SUBJECT}{review.id}"
    employee, manager = review.employee_id, review.manager_id
    if seats(chain.without(*away), employee_id=employee, manager_id=manager):
        settle_concern(unit, Cause.NO_SECOND_LOOK, subject=subject, now=acting.now)
        return
    waits_for = seats(chain, employee_id=employee, manager_id=manager).values()
    people = {each.id: each.name for each in unit.people.values({employee, manager, *waits_for})}
    facts = {
        "name": people[employee],
        "manager": people[manager],
        "away": [people[each] for each in waits_for],
    }
    note_concern(unit, Cause.NO_SECOND_LOOK, subject=subject, facts=facts, now=acting.now)
