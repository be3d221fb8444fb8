"""The self-score of whoever is on leave while it is taken waits for their return."""

from dataclasses import replace

from bot.domain.access import Deed, require
from bot.domain.history import Facts
from bot.domain.reviews.long_leave import ONE_DAY, taken_until
from bot.domain.reviews.reopen import own_days
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import Event
from bot.services.acting import Acting
from bot.services.reviews.advance import advance
from storage.unit import Unit


def wait_for_those_on_leave(acting: Acting) -> int:
    """Give each who is on leave all the time until their self-score closes the usual days after it; of how
    many. Safe to run twice; a leave that grows moves the days again.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        away = unit.absences.on(acting.today).keys() & unit.reviews.with_under_way()
    moved = 0
    for who in sorted(away):
        with acting.store.begin() as unit:
            moved += sum(_wait(unit, review, acting) for review in unit.reviews.under_way_of(who))
    return moved


def _wait(unit: Unit, review: Review, acting: Acting) -> bool:
    if not (review.stage.lapses and review.is_here):
        return False
    _, cycle, employee, _ = unit.reviews.whole(review.id)
    first = review.owed_since.astimezone(employee.zone).date()
    if cycle.self_score_closes > cycle.ends_on:
        first = max(first, cycle.ends_on + ONE_DAY)
    schedule, calendar = acting.policy.schedule, employee.calendar
    until = taken_until(
        unit.absences.of([employee.id], since=first).get(employee.id, ()),
        first=first,
        closes=cycle.self_score_closes,
        days=schedule.self_score_days,
        calendar=calendar,
    )
    if until is None or until <= cycle.self_score_closes:
        return False
    days = own_days(until, cycle=cycle, name=employee.name, schedule=schedule, calendar=calendar)
    review = unit.reviews.give_days(review, days)
    advance(unit, review, Event.REOPEN, replace(acting, by=None), facts=Facts(closes=until))
    return True
