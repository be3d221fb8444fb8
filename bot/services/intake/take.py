"""A product manager takes a request, from whoever was on duty or from a colleague."""

from datetime import timedelta

from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.way import REQUEST, Event
from bot.domain.people import Role
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.advance import advance
from bot.services.intake.duty import only_the_desk
from bot.services.intake.request_facts import request_facts
from bot.services.intake.triage import moved_on

JUST_NOW = timedelta(minutes=1)
"""Who takes over what a colleague took no longer ago has not seen that yet. Our choice."""


def take(acting: Acting, *, request_id: int) -> None:
    """Have it from now on; the requester hears who has it. What is one's own already stays as it is.

    Raises Refusal: "request.product_managers_only", "request.taken" with who was faster, "request.moved_on",
    "request.owner_is_none" for somebody who is no product manager.
    """
    _have(acting, request_id=request_id, takes_over=False)


def take_over(acting: Acting, *, request_id: int) -> None:
    """The same of what a colleague has taken already. Raises as `take`, and "request.is_yours"."""
    _have(acting, request_id=request_id, takes_over=True)


def _have(acting: Acting, *, request_id: int, takes_over: bool) -> None:
    with acting.store.begin() as unit:
        only_the_desk(unit, acting, unit.requests.look(request_id))
        request = unit.requests.get(request_id)
        before = request_facts(unit, request_id)
        if not acting.person.has(Role.PRODUCT_MANAGER):
            raise Refusal("request.owner_is_none", name=before.owner.name)
        if Event.TAKE not in REQUEST.possible(before.state):
            raise moved_on("request.moved_on", before)
        if before.is_taken:
            is_fresh = _was_taken_just_now(before, acting)
            if before.owner.id == acting.person.id:
                if takes_over and not is_fresh:
                    raise Refusal("request.is_yours", request=request_id)
                return
            if not takes_over or is_fresh:
                raise _taken(before)
        advance(unit, request, Event.TAKE, acting, owner=acting.person)


def _was_taken_just_now(request: RequestFacts, acting: Acting) -> bool:
    step = request.touched
    return step is not None and step.event is Event.TAKE and acting.now - step.at < JUST_NOW


def _taken(request: RequestFacts) -> Refusal:
    """Who was faster, and who has it now."""
    step = request.touched or request.latest
    return Refusal(
        "request.taken",
        request=request.id,
        name=step.name,
        owner=request.owner.name,
        event=step.event.value,
        at=step.at,
    )
