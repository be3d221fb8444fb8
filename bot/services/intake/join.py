"""Two requests are the same: one is joined to the other."""

from bot.domain.intake.form_facts import JoinForm
from bot.domain.intake.way import REQUEST, Event
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.advance import advance, view_source
from bot.services.intake.duty import only_the_desk
from bot.services.intake.links import join_to
from bot.services.intake.request_facts import request_facts
from bot.services.intake.triage import moved_on
from storage.unit import Unit

OFFERED = 100
"""So many requests are offered as the original; any other goes by its number."""


def open_join(acting: Acting, *, request_id: int) -> JoinForm:
    """What it may be the same as: open ones first, then the newest of the closed ones.

    Raises Refusal: "request.product_managers_only", "request.moved_on".
    """
    with acting.store.read() as unit:
        only_the_desk(unit, acting, unit.requests.look(request_id))
        request = request_facts(unit, request_id)
        if Event.JOIN not in REQUEST.possible(request.state):
            raise moved_on("request.moved_on", request)
        return JoinForm(
            request=request,
            offered=tuple(unit.links.could_be_joined(but=request_id, most=OFFERED)),
        )


def join(acting: Acting, *, request_id: int, original_id: int, seen: int, submission: str) -> int:
    """Have it answered by the original from now on; returns that one's number. Its requester and whoever
    follows it hear of every change of the original. Of one that was joined itself it is that one's original.

    `seen` and `submission` as in `take_step`. Raises Refusal: "request.product_managers_only",
    "request.overtaken", "request.join_unknown", "request.join_itself",
    "request.join_private": what one of them says would be read where the other stands.
    """
    with acting.store.begin() as unit:
        only_the_desk(unit, acting, unit.requests.look(request_id))
        original_id = _original(unit, request_id, original_id)
        for number in sorted({request_id, original_id}):
            unit.requests.get(number)
        # A colleague who was faster may have joined either meanwhile.
        original_id = _original(unit, request_id, original_id)
        if unit.requests.has_entry_from(view_source(submission)):
            return original_id
        before = request_facts(unit, request_id)
        if before.desk_seen > seen or Event.JOIN not in REQUEST.possible(before.state):
            raise moved_on("request.overtaken", before)
        request = unit.requests.get(request_id)
        if request.is_private or unit.requests.look(original_id).is_private:
            raise Refusal("request.join_private", field="number")
        brought = join_to(unit, request, original_id, acting)
        advance(unit, request, Event.JOIN, acting, source=view_source(submission), more=brought)
        return original_id


def _original(unit: Unit, request_id: int, original_id: int) -> int:
    """Where a chain of joins ends."""
    found = unit.links.original(original_id) or original_id
    if found == request_id:
        raise Refusal("request.join_itself", field="number", request=request_id)
    if not unit.links.is_request(found):
        raise Refusal("request.join_unknown", field="number", request=original_id)
    return found
