"""Who had somebody for how many days of a period, and what former managers wrote about it."""

from collections.abc import Mapping, Sequence

from bot.domain.moves import Move, Moved
from bot.domain.reviews.contribution import Contribution
from bot.domain.reviews.facts import CycleFacts
from bot.domain.reviews.review import Review
from bot.domain.reviews.shares import ManagersDays, ManagersShare, NewManager, managers_days
from storage.unit import Unit


def days_of(unit: Unit, review: Review, cycle: CycleFacts) -> Sequence[ManagersDays]:
    """The days of each manager, by their ids."""
    return _days(unit.moves.of(review.employee_id, (Move.NEW_MANAGER,)), review, cycle)


def earlier_managers(unit: Unit, reviews: Sequence[Review], cycle: CycleFacts) -> Mapping[int, Sequence[int]]:
    """By review, who had its employee for some of the period and has them no more, where anybody did."""
    moves = unit.moves.of_all([each.employee_id for each in reviews], (Move.NEW_MANAGER,))
    return {
        each.id: [
            days.manager_id
            for days in _days(moves[each.employee_id], each, cycle)
            if days.manager_id != each.manager_id
        ]
        for each in reviews
        if each.employee_id in moves
    }


def shares(unit: Unit, review: Review, cycle: CycleFacts) -> tuple[ManagersShare, ...]:
    """The same by name; empty where one manager had them all the time, and scores them."""
    days = days_of(unit, review, cycle)
    if [each.manager_id for each in days] == [review.manager_id]:
        return ()
    names = {each.id: each.name for each in unit.people.values([each.manager_id for each in days])}
    of = (cycle.ends_on - cycle.starts_on).days + 1
    return tuple(ManagersShare(name=names[each.manager_id], days=each.days, of=of) for each in days)


def _days(moves: Sequence[Moved], review: Review, cycle: CycleFacts) -> Sequence[ManagersDays]:
    changes = [
        NewManager(day=each.day, was=each.facts.manager.was, now=each.facts.manager.now)
        for each in moves
        if each.facts.manager is not None
    ]
    return managers_days(cycle.starts_on, cycle.ends_on, changes=changes, manager_id=review.manager_id)


def contributions(unit: Unit, review_id: int) -> tuple[Contribution, ...]:
    """What former managers wrote, in the order in which they did."""
    return tuple(unit.contributions.of(review_id))
