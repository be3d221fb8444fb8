"""The requester says whether what was handed over is what they meant."""

from functools import partial

from bot.domain.access import Deed, require
from bot.domain.intake.handover import Handover, HandoverFacts
from bot.domain.intake.handover_way import Event
from bot.domain.intake.request import Request
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.advance import view_source
from bot.services.intake.handover import handover_facts
from bot.services.intake.handover_moves import advance
from storage.unit import Unit


def open_brief_check(acting: Acting, *, handover_id: int) -> HandoverFacts:
    """Before they say what they meant instead. Raises Refusal: "handover.not_your_request",
    "handover.check_over".
    """
    with acting.store.read() as unit:
        handover = unit.handovers.look(handover_id)
        _require(unit, acting, handover)
        return handover_facts(unit, handover_id)


def say_it_is_meant(acting: Acting, *, handover_id: int) -> None:
    """Yes. A second click changes nothing. Raises as `open_brief_check`."""
    with acting.store.begin() as unit:
        handover = unit.handovers.get(handover_id)
        _require(unit, acting, handover)
        meant = handover_facts(unit, handover_id).meant
        if meant is None or meant.event is not Event.MEANT:
            advance(unit, handover, Event.MEANT, acting)


def say_what_was_meant(acting: Acting, *, handover_id: int, text: str, submission: str) -> None:
    """No: what instead. Product manager and developer read it. The same submission twice is one.

    Raises as `open_brief_check`, and "handover.nothing_said".
    """
    with acting.store.begin() as unit:
        handover = unit.handovers.get(handover_id)
        _require(unit, acting, handover)
        if unit.handovers.has_entry_from(view_source(submission)):
            return
        if not text.strip():
            raise Refusal("handover.nothing_said", field="text")
        advance(unit, handover, Event.NOT_MEANT, acting, text=text, source=view_source(submission))


def _require(unit: Unit, acting: Acting, handover: Handover) -> None:
    request = unit.requests.look(handover.request_id)
    require(Deed.CHECK_BRIEF, acting.by, request, refuse=partial(_not_theirs, unit, request))
    if not handover.is_open:
        raise Refusal("handover.check_over", request=request.id)


def _not_theirs(unit: Unit, request: Request) -> Refusal:
    return Refusal("handover.not_your_request", name=unit.people.get(request.requester_id).name)
