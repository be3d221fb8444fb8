"""The desk puts a request off to an hour; it comes back by itself, or when somebody wants it to."""

from datetime import datetime

from bot.domain.access import Deed, require
from bot.domain.history import Facts
from bot.domain.intake.desk_facts import LaterForm
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.later import LONGEST, offers
from bot.domain.intake.notices import RequestCameBack
from bot.domain.intake.way import REQUEST, Event
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.advance import advance
from bot.services.intake.duty import hours_of, only_the_desk
from bot.services.intake.request_facts import request_facts


def open_later(acting: Acting, *, request_id: int) -> LaterForm:
    """Raises Refusal: "request.product_managers_only", "later.not_now"."""
    by = acting.person
    with acting.store.read() as unit:
        only_the_desk(unit, acting, unit.requests.look(request_id))
        request = request_facts(unit, request_id)
        _may_wait(request)
        hours = hours_of(unit, by, policy=acting.policy)
        found = offers(acting.now, zone=by.zone, calendar=by.calendar, hours=hours)
    return LaterForm(request=request, offers=found)


def put_off(acting: Acting, *, request_id: int, until: datetime, reason: str) -> None:
    """It stands aside until then. What was promised to the requester stands; they hear nothing of it.

    `reason`: for colleagues, may be empty. Safe to run twice. Raises Refusal:
    "request.product_managers_only", "later.not_now", "later.past", "later.too_far".
    """
    with acting.store.begin() as unit:
        only_the_desk(unit, acting, unit.requests.look(request_id))
        request = unit.requests.get(request_id)
        _may_wait(request_facts(unit, request_id))
        if until <= acting.now:
            raise Refusal("later.past", field="until")
        if until > acting.now + LONGEST:
            raise Refusal("later.too_far", field="until", last=acting.now + LONGEST)
        kept = unit.put_off.of(request_id)
        if kept is not None and (kept.until, kept.reason) == (until, reason):
            return
        unit.put_off.put(request_id, by_id=acting.person.id, until=until, reason=reason, at=acting.now)
        advance(unit, request, Event.LATER, acting, more=Facts(until=until))


def bring_back(acting: Acting, *, request_id: int) -> None:
    """It stands in the queue again now; nothing where it does. Raises Refusal:
    "request.product_managers_only".
    """
    with acting.store.begin() as unit:
        only_the_desk(unit, acting, unit.requests.look(request_id))
        request = unit.requests.get(request_id)
        if unit.put_off.of(request_id) is not None and Event.BACK in REQUEST.possible(request.state):
            advance(unit, request, Event.BACK, acting)


def bring_back_what_is_due(acting: Acting) -> int:
    """Requests whose moment has come stand in the queue again, and their owners are told, once; returns how
    many that were. Safe to run twice and in two processes at once.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        due = unit.put_off.due(acting.now)
    return sum(_is_back(acting, number) for number in due)


def _is_back(acting: Acting, number: int) -> bool:
    with acting.store.begin() as unit:
        request = unit.requests.get(number)
        kept = unit.put_off.of(number)
        if kept is None or kept.until > acting.now:
            return False
        if Event.BACK not in REQUEST.possible(request.state):
            unit.put_off.end(number, at=acting.now)
            return False
        moved = advance(unit, request, Event.BACK, acting)
        unit.outbox.add(
            RequestCameBack(to=moved.owner_id, request_id=number, number=moved.version), now=acting.now
        )
        return True


def _may_wait(request: RequestFacts) -> None:
    if Event.LATER not in REQUEST.possible(request.state):
        raise Refusal(
            "later.not_now", request=request.id, name=request.requester.name, is_closed=request.is_closed
        )
