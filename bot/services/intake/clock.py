"""By which hour an answer is owed once something happened to a request."""

from datetime import datetime

from bot.domain.intake.clock import LEAST_MINUTES, minutes_left, stopped_at
from bot.domain.intake.request import Request
from bot.domain.intake.way import REQUEST, Event
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.services.acting import Acting
from bot.services.intake.duty import answer_owed_by, hours_of
from storage.unit import Unit


def hour_after(
    unit: Unit, request: Request, event: Event, acting: Acting, *, owner: Person, is_new: bool
) -> datetime | None:
    """The new hour; None where the one that was promised stands, or none is owed.

    `owner` has it from then on; `is_new`: they did not have it before. After a reply the clock goes on with
    what was left when it stopped; reopened, or left behind by its owner, it begins anew. Who takes a request
    keeps its hour, unless none of it lies in their own working time.
    """
    before, after = request.stage, REQUEST.stage(REQUEST.after(request.state, event))
    if not after.answer_owed:
        return None
    if event is Event.TAKE:
        return _taken(unit, request, acting, owner=owner) if is_new else None
    if before.answer_owed and not is_new:
        return None
    if before.answer_owed or before.closed:
        return answer_owed_by(unit, owner, urgency=request.urgency, policy=acting.policy, now=acting.now)
    return _going_on(unit, request, acting, owner=owner)


def _going_on(unit: Unit, request: Request, acting: Acting, *, owner: Person) -> datetime:
    policy = acting.policy
    whole = policy.intake.answer_minutes(request.urgency)
    stopped = stopped_at(unit.requests.history(request.id))
    left = whole if stopped is None else _minutes(unit, request, stopped, policy=policy)
    return _in_minutes(unit, owner, minutes_left(left, whole=whole), acting)


def _taken(unit: Unit, request: Request, acting: Acting, *, owner: Person) -> datetime | None:
    """An hour that has passed is not made good by somebody else's taking the request."""
    now, hours = acting.now, hours_of(unit, owner, policy=acting.policy)
    if request.answer_by <= now or hours.minutes_between(
        now, request.answer_by, zone=owner.zone, calendar=owner.calendar
    ):
        return None
    left = _minutes(unit, request, now, policy=acting.policy)
    return _in_minutes(unit, owner, max(left, LEAST_MINUTES), acting)


def _minutes(unit: Unit, request: Request, since: datetime, *, policy: Policy) -> int:
    """Of the present owner's working time, from then until the hour."""
    had = unit.people.get(request.owner_id)
    hours = hours_of(unit, had, policy=policy)
    return hours.minutes_between(since, request.answer_by, zone=had.zone, calendar=had.calendar)


def _in_minutes(unit: Unit, owner: Person, minutes: int, acting: Acting) -> datetime:
    hours = hours_of(unit, owner, policy=acting.policy)
    return hours.after(acting.now, minutes, zone=owner.zone, calendar=owner.calendar)
