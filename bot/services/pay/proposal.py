"""A year's results by the table: who would move by how many steps, and who stays out of it and why."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from bot.domain.access import Deed, require
from bot.domain.pay.places import PayPlace, standing
from bot.domain.pay.proposal import Proposal, Proposed, Status, Why, change_for, require_year
from bot.domain.people import Person
from bot.domain.reviews.cycles import Cycle
from bot.domain.reviews.review import Review
from bot.domain.reviews.talk import Talk
from bot.domain.reviews.talk_way import State as TalkState
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.find_cycle import find_cycle
from bot.services.reviews.outcomes import outcomes_of
from storage.pay.proposal import pay_of
from storage.unit import Unit


def propose(acting: Acting, *, year: str) -> Proposal:
    """Keep a proposal of everybody who is here, as results stand, and hand it out with its number.

    Raises Refusal: pay.not_a_year, pay.nothing_released; and as `find_cycle`.
    """
    require(Deed.PROPOSE_PAY, acting.by)
    name = require_year(year)
    with acting.store.begin() as unit:
        cycle = find_cycle(unit, name)
        rows = tuple(proposed_now(unit, acting, cycle).values())
        pay = pay_of(unit)
        number = pay.propose(cycle.id, rows, at=acting.now)
        ids = {each.person_id: each.id for each in pay.rows(number)}
        return Proposal(
            number=number,
            cycle_id=cycle.id,
            cycle_name=cycle.name,
            made_at=acting.now,
            rows=tuple(_numbered(each, ids[each.person_id]) for each in rows),
        )


def statuses(acting: Acting, *, year: str) -> tuple[Status, ...]:
    """How far each proposal of a year is, oldest first: people alone are counted.

    Raises Refusal("pay.not_a_year"); and as `find_cycle`.
    """
    require(Deed.PROPOSE_PAY, acting.by)
    name = require_year(year)
    with acting.store.read() as unit:
        return tuple(pay_of(unit).statuses(find_cycle(unit, name).id))


def first_day_after(cycle: Cycle) -> date:
    """From when a year's decision holds, unless another day is named."""
    return cycle.ends_on + timedelta(days=1)


def proposed_now(unit: Unit, acting: Acting, cycle: Cycle) -> Mapping[int, Proposed]:
    """By person, what results, places and the table come to at this moment; of everybody who is here, by
    department and name. A decision about the same year counts as not made yet.

    Raises Refusal("pay.nothing_released").
    """
    reviews = {each.review.employee_id: each.review for each in unit.cycles.reviews(cycle.id)}
    if not any(each.stage.released for each in reviews.values()):
        raise Refusal("pay.nothing_released", name=cycle.name)
    people = unit.people.active()
    names = {each.id: each.name for each in unit.people.values({each.manager_id or 0 for each in people})}
    talks = unit.talks.of_reviews([each.id for each in reviews.values()])
    scores = _scores(unit, cycle, reviews)
    held = pay_of(unit).places()
    day = max(acting.today, first_day_after(cycle))
    table = acting.policy.pay.table
    return {
        each.id: _proposed(
            each,
            manager=names.get(each.manager_id or 0, ""),
            review=reviews.get(each.id),
            talk=talks.get(reviews[each.id].id) if each.id in reviews else None,
            score=scores.get(each.id),
            place=standing(held.get(each.id, ()), day, without=cycle.id),
            table=table,
        )
        for each in sorted(people, key=lambda each: (each.department, each.name, each.id))
    }


def _scores(unit: Unit, cycle: Cycle, reviews: Mapping[int, Review]) -> Mapping[int, Decimal]:
    """By person, the released score."""
    released = [each for each in reviews.values() if each.stage.released]
    moves = unit.calibrations.of_all([each.id for each in released])
    outcomes = outcomes_of(unit, released, unit.cycles.facts(cycle.id).scheme, moves=moves)
    return {each.employee_id: outcomes[each.id].score for each in released if each.id in outcomes}


def _proposed(
    person: Person,
    *,
    manager: str,
    review: Review | None,
    talk: Talk | None,
    score: Decimal | None,
    place: PayPlace | None,
    table: Mapping[Decimal, int],
) -> Proposed:
    change, why = None, next(_kept_out(review, talk, score, place), None)
    if why is None and score is not None and place is not None:
        change, why = change_for(score, place, table)
    return Proposed(
        person_id=person.id,
        name=person.name,
        email=person.email,
        department=person.department,
        post=person.post,
        manager=manager,
        place=place,
        score=score,
        change=change,
        why=why,
        version=review.version if review else 0,
    )


def _kept_out(
    review: Review | None, talk: Talk | None, score: Decimal | None, place: PayPlace | None
) -> Iterator[Why]:
    """What keeps somebody from any proposal; the first is told."""
    if review is None:
        yield Why.NO_REVIEW
    elif not review.stage.rated:
        yield Why.NOT_RATED
    elif talk is not None and talk.state is TalkState.APPEALED:
        yield Why.APPEAL
    elif score is None:
        yield Why.NOT_RELEASED
    if place is None:
        yield Why.NO_PLACE


def _numbered(row: Proposed, number: int) -> Proposed:
    return Proposed(**{**vars(row), "id": number})
