"""Reading a request whole."""

from dataclasses import dataclass

from bot.domain.access import Deed, require
from bot.domain.cards import CardKey
from bot.domain.intake.cards import request_card
from bot.domain.intake.facts import RequestFacts
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.duty import its_readers_only, only_the_desk
from bot.services.intake.request_facts import request_facts


@dataclass(frozen=True, kw_only=True)
class _InView:
    """A request and from where it is read."""

    requester_id: int
    owner_id: int
    is_private: bool
    card_in_view: bool
    told: frozenset[int]


def read_request(acting: Acting, *, request_id: int, under: tuple[str, str] | None) -> RequestFacts:
    """The request, whole. `under`: channel and ts of the message that was clicked on, or of its thread.

    Raises Refusal: "request.not_yours_to_read", "request.is_private".
    """
    with acting.store.read() as unit:
        facts = request_facts(unit, request_id)
        card: CardKey | None = unit.cards.at(*under) if under else None
        about = _InView(
            requester_id=facts.requester_id,
            owner_id=facts.owner_id,
            is_private=facts.is_private,
            card_in_view=card == request_card(request_id),
            told=unit.answers_due.were_told(request_id) | unit.pages.called(request_id),
        )

        def refusal() -> Refusal:
            if facts.is_private:
                return its_readers_only(unit, facts)
            return Refusal("request.not_yours_to_read")

        require(Deed.READ_REQUEST, acting.by, about, refuse=refusal)
    return facts


def read_for_the_desk(acting: Acting, *, request_id: int) -> RequestFacts:
    """As the desk sees it. Raises Refusal: "request.product_managers_only", "request.is_private"."""
    with acting.store.read() as unit:
        only_the_desk(unit, acting, unit.requests.look(request_id))
        return request_facts(unit, request_id)
