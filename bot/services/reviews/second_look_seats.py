"""A seat of the second look passes on once whoever has it cannot look any more, or is on leave for long."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from bot.domain.access import Deed, require
from bot.domain.concerns import Cause
from bot.domain.history import Changed, Facts
from bot.domain.reviews.long_leave import cannot_look
from bot.domain.reviews.review import Review
from bot.domain.reviews.seats import Seat
from bot.domain.reviews.second_look import Chain, awaited, passed_on, seats
from bot.domain.reviews.way import Event, Party
from bot.services.acting import Acting
from bot.services.concerns import note_concern, settle_concern
from bot.services.reviews.advance import advance
from bot.services.reviews.review_facts import latest
from storage.unit import Unit

SUBJECT = "second-look:"
"""What a concern is about: a review at which nobody can look again, by its id."""


@dataclass(frozen=True, kw_only=True)
class _Around:
    """Who could look again at a review, and who of them is on leave for as long as one has for it."""

    chain: Chain
    away: frozenset[int]

    def seats(self, review: Review, *, with_away: bool = True) -> Mapping[Seat, int]:
        chain = self.chain if with_away else self.chain.without(*self.away)
        away = self.away if with_away else ()
        return seats(chain, employee_id=review.employee_id, manager_id=review.manager_id, away=away)


def take_seats(unit: Unit, review: Review, acting: Acting) -> bool:
    """Whoever takes the second look at what is being scored is seated; whether anybody is. The admins hear
    of it where nobody can.
    """
    return _take(unit, review, _around(unit, review, acting, scored_by=review.decider_id), acting)


def take_seats_again(unit: Unit, review: Review, acting: Acting) -> bool:
    """The same where an appeal has it looked at once more: whoever the rule names by now, without whoever
    scored it.
    """
    return _take(unit, review, _around_scored(unit, review, acting), acting)


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


def _take(unit: Unit, review: Review, around: _Around, acting: Acting) -> bool:
    taken = around.seats(review)
    unit.second_looks.seat(review.id, taken)
    _tell_or_settle(unit, review, around, acting)
    return bool(taken)


def _pass_on(unit: Unit, review: Review, acting: Acting) -> None:
    around = _around_scored(unit, review, acting)
    if _changed(unit, review, around):
        _pass_on_locked(unit, unit.reviews.get(review.id), around, acting)
    if not any(each.confirmed_at for each in unit.second_looks.of(review.id)):
        _tell_or_settle(unit, review, around, acting)


def _pass_on_locked(unit: Unit, review: Review, around: _Around, acting: Acting) -> None:
    """By what stands now: its holder may have confirmed, or another process passed it on."""
    if not review.stage.waits_for(Party.SECOND_LOOK):
        return
    company, moved = replace(acting, by=None), review
    had = {each.seat: each.person_id for each in unit.second_looks.of(review.id)}
    for seat, person_id in _changed(unit, review, around).items():
        unit.second_looks.pass_on(review.id, seat, to=person_id)
        facts = Facts(seat=seat, owner=Changed[int](was=had[seat], now=person_id))
        moved, _ = advance(unit, moved, Event.RESEAT, company, facts=facts)
    if not awaited(unit.second_looks.of(review.id)):
        advance(unit, moved, Event.SETTLE, company)


def _changed(unit: Unit, review: Review, around: _Around) -> Mapping[Seat, int | None]:
    return passed_on(
        unit.second_looks.of(review.id),
        around.chain,
        employee_id=review.employee_id,
        manager_id=review.manager_id,
        away=around.away,
    )


def _around_scored(unit: Unit, review: Review, acting: Acting) -> _Around:
    """Without whoever scored it, who may have done so in the manager's place."""
    approved = latest(unit.reviews.history(review.id), Event.APPROVE)
    return _around(unit, review, acting, scored_by=approved.by_id if approved else None)


def _around(unit: Unit, review: Review, acting: Acting, *, scored_by: int | None) -> _Around:
    chain = unit.second_looks.chain(review.manager_id, review.cycle_id).without(scored_by)
    people = {each.id: each for each in (*chain.above, *chain.hr) if each.is_active}
    if not people:
        return _Around(chain=chain, away=frozenset())
    today = {who: acting.now.astimezone(person.zone).date() for who, person in people.items()}
    _, cycle, _, _ = unit.reviews.whole(review.id)
    away = frozenset(
        who
        for who, absences in unit.absences.of(people, since=min(today.values())).items()
        if cannot_look(
            absences,
            today=today[who],
            due=cycle.second_look_due,
            days=acting.policy.schedule.second_look_days,
            calendar=people[who].calendar,
        )
    )
    return _Around(chain=chain, away=away)


def _look_at_concerns(unit: Unit, acting: Acting) -> None:
    for _, subject in unit.concerns.open_of({Cause.NO_SECOND_LOOK}, about=SUBJECT):
        review = unit.reviews.look(int(subject.removeprefix(SUBJECT)))
        _tell_or_settle(unit, review, _around_scored(unit, review, acting), acting)


def _tell_or_settle(unit: Unit, review: Review, around: _Around, acting: Acting) -> None:
    """The admins read at whose scores nobody can look again, until somebody can."""
    subject = f"{SUBJECT}{review.id}"
    if around.seats(review, with_away=False):
        settle_concern(unit, Cause.NO_SECOND_LOOK, subject=subject, now=acting.now)
        return
    waits_for = around.seats(review).values()
    people = unit.people.values({review.employee_id, review.manager_id, *waits_for})
    names = {each.id: each.name for each in people}
    facts = {
        "name": names[review.employee_id],
        "manager": names[review.manager_id],
        "away": [names[each] for each in waits_for],
    }
    note_concern(unit, Cause.NO_SECOND_LOOK, subject=subject, facts=facts, now=acting.now)
