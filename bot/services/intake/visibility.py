"""A request becomes private, or is opened again."""

from dataclasses import dataclass, replace
from functools import partial

from bot.domain.access import Deed, require
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.links import Link
from bot.domain.intake.request import Request
from bot.domain.intake.visibility import may_read
from bot.domain.intake.way import VISIBILITY_EVENTS, Event
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.advance import advance
from bot.services.intake.desk_cards import lost_pieces
from bot.services.intake.duty import find_on_duty, its_readers_only
from bot.services.intake.request_facts import request_facts
from storage.unit import Unit


@dataclass(frozen=True, kw_only=True)
class ToConfirm:
    """What is asked before it is done. `lost`: so many of Steward's messages cannot be removed."""

    request: RequestFacts
    lost: int


def only_its_readers(acting: Acting, *, request_id: int) -> None:
    """Raises Refusal("request.is_private") for whoever may not read this request wherever it stands."""
    with acting.store.read() as unit:
        request = unit.requests.look(request_id)
        require(Deed.SEE_REQUEST, acting.by, request, refuse=partial(its_readers_only, unit, request))


def open_visibility(acting: Acting, *, request_id: int, event: Event) -> ToConfirm:
    """What is to be known before. Raises as `change_visibility` does."""
    _only_these(event)
    with acting.store.read() as unit:
        _only_theirs(unit, unit.requests.look(request_id), event, acting)
        facts = request_facts(unit, request_id)
        return ToConfirm(request=facts, lost=lost_pieces(unit, request_id) if event is Event.HIDE else 0)


def change_visibility(acting: Acting, *, request_id: int, event: Event) -> None:
    """Make it private, or open it again; where it is so already nothing happens.

    Raises Refusal: "card.unknown" for any other event, "request.is_private",
    "request.product_managers_only", "request.only_its_requester_shows".
    """
    _only_these(event)
    with acting.store.begin() as unit:
        request = unit.requests.get(request_id)
        _only_theirs(unit, request, event, acting)
        wanted = replace(request, is_private=event is Event.HIDE)
        if wanted != request:
            advance(unit, wanted, event, acting)


def _only_these(event: Event) -> None:
    if event not in VISIBILITY_EVENTS:
        raise Refusal("card.unknown")


def _only_theirs(unit: Unit, request: Request, event: Event, acting: Acting) -> None:
    def refusal() -> Refusal:
        if not may_read(request, acting.by):
            return its_readers_only(unit, request)
        if event is Event.SHOW:
            name = unit.people.get(request.requester_id).name
            return Refusal("request.only_its_requester_shows", request=request.id, name=name)
        duty = find_on_duty(unit, policy=acting.policy, now=acting.now)
        return Refusal("request.product_managers_only", name=duty.name if duty else None)

    deed = Deed.HIDE_REQUEST if event is Event.HIDE else Deed.SHOW_REQUEST
    require(deed, acting.by, request, refuse=refusal)
    if event is Event.HIDE and _is_answer_for_others(unit, request):
        raise Refusal("request.hide_joined", request=request.id)


def _is_answer_for_others(unit: Unit, request: Request) -> bool:
    """Whether others were joined to it: whoever filed those would hear nothing more, not even of the end."""
    around = unit.links.around(request.id)
    return any(each.link is Link.JOINED and each.other_id == request.id for each in around)
