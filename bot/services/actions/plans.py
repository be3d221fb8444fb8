"""A result of the lowest band wants an improvement plan, which begins with what is offered.

Source: domain.md §8.
"""

from collections.abc import Iterator, Sequence

from bot.domain.access import Deed, require
from bot.domain.actions.action import ActionKind
from bot.domain.actions.action_form import ActionForm
from bot.domain.actions.plans import PlanWanted, implied, wants_a_plan
from bot.domain.obligations import Obligation, Subject
from bot.domain.reviews.review import Review
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.actions.action_form import not_your_report, open_action_form, whose
from bot.services.reviews.find_review import found
from bot.services.reviews.outcomes import outcomes_of
from storage.unit import Unit


def want_plans(unit: Unit, released: Sequence[Review], acting: Acting) -> None:
    """Those of these results, of one cycle, that are of the lowest band want a plan from their managers. A
    year wants none: the periods that it is made of have had theirs.
    """
    [cycle_id] = {each.cycle_id for each in released}
    scheme = unit.cycles.facts(cycle_id).scheme
    if scheme.asks_periods:
        return
    moves = unit.calibrations.of_all([each.id for each in released])
    outcomes = outcomes_of(unit, released, scheme, moves=moves)
    of_band = [each for each in released if each.id in outcomes and wants_a_plan(outcomes[each.id], scheme)]
    of_band = _without_planned(unit, of_band)
    if of_band:
        ids = [each.id for each in of_band]
        unit.plans_wanted.want(ids, [each.employee_id for each in of_band], at=acting.now)
        _owe(unit, [each for each in unit.plans_wanted.all_wanted() if each.review_id in ids], acting)


def _without_planned(unit: Unit, reviews: Sequence[Review]) -> list[Review]:
    """Whose result is released once more and who has a plan since its first release goes on with that."""
    planned = {
        each.person_id
        for each in unit.actions.open_of([each.employee_id for each in reviews])
        if each.kind is ActionKind.PLAN
    }
    known = unit.plans_wanted.known([each.id for each in reviews])
    return [each for each in reviews if each.id not in known or each.employee_id not in planned]


def want_no_plan(unit: Unit, review_id: int, acting: Acting) -> None:
    """A result is none any more: it was opened again."""
    unit.plans_wanted.met([review_id], at=acting.now)
    unit.obligations.close(Subject.PLAN, [review_id], now=acting.now)


def plan_written(unit: Unit, person_id: int, acting: Acting) -> None:
    """Whatever wanted a plan for somebody has one."""
    met = [each.review_id for each in unit.plans_wanted.of_person(person_id)]
    unit.plans_wanted.met(met, at=acting.now)
    unit.obligations.close(Subject.PLAN, met, now=acting.now)


def open_plan_form(acting: Acting, *, review_id: int) -> ActionForm:
    """The form of an action, as a plan, for whose result wants one.

    Raises Refusal: action.not_your_report, plan.not_wanted.
    """
    with acting.store.read() as unit:
        review = found(lambda: unit.reviews.look(review_id), refuse=not_your_report)
        # Nobody else learns whether there is one to be written.
        require(Deed.WRITE_ACTION, acting.by, whose(unit, review.employee_id), refuse=not_your_report)
        if not unit.plans_wanted.is_wanted(review_id):
            raise Refusal("plan.not_wanted")
    return open_action_form(acting, person_id=review.employee_id, kind=ActionKind.PLAN.value)


def look_again(unit: Unit, acting: Acting) -> None:
    """People left, came back or have another manager: whoever that is owes the plan. Safe to run twice."""
    _owe(unit, unit.plans_wanted.all_wanted(), acting)


def all_implied(unit: Unit, wanted: Sequence[PlanWanted], acting: Acting) -> Iterator[Obligation]:
    """What all of these want."""
    people = {each.id: each for each in unit.people.values({each.person_id for each in wanted})}
    managers = {each.manager_id for each in people.values() if each.manager_id is not None}
    known = {each.id: each for each in unit.people.values(managers)}
    for each in wanted:
        person = people[each.person_id]
        manager = known.get(person.manager_id) if person.manager_id is not None else None
        yield from implied(each, person, manager, days=acting.policy.actions.plan_days)


def _owe(unit: Unit, wanted: Sequence[PlanWanted], acting: Acting) -> None:
    ids, owed = [each.review_id for each in wanted], all_implied(unit, wanted, acting)
    unit.obligations.match_each(Subject.PLAN, ids, owed, now=acting.now)
