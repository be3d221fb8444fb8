"""The end of a request: its requester says that it is settled, is asked once more, or says nothing."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from bot.domain.access import Deed, require
from bot.domain.follows import Where, stale
from bot.domain.intake.cards import closing_card
from bot.domain.intake.closing import REOPEN_DAYS, confirmation_of
from bot.domain.intake.follows import Moved, my_request
from bot.domain.intake.lapse import Wait
from bot.domain.intake.request import Request
from bot.domain.intake.way import REQUEST, Event
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.advance import advance
from storage.unit import Unit

LOOKED_BACK = timedelta(days=2)
"""How far back is looked for what can be reopened no more: a heart that stood longer leaves a button, which
says so when it is pressed.
"""


def confirm(acting: Acting, *, request_id: int) -> None:
    """It is settled, says its requester. A second click changes nothing.

    Raises Refusal: "request.not_yours", "request.nothing_to_confirm" where it is open again.
    """
    with acting.store.begin() as unit:
        request = unit.requests.get(request_id)

        def refusal() -> Refusal:
            return Refusal("request.not_yours", name=unit.people.get(request.requester_id).name)

        require(Deed.ADD_TO_REQUEST, acting.by, request, refuse=refusal)
        if Event.CONFIRM in REQUEST.possible(request.state):
            advance(unit, request, Event.CONFIRM, acting)
        elif not request.stage.closed:
            owner = unit.people.get(request.owner_id).name
            raise Refusal("request.nothing_to_confirm", request=request_id, owner=owner)


def look_after_what_is_done(acting: Acting) -> int:
    """Ask whoever has not said whether it is settled once more, in their working hours; close for good what
    nobody said anything about; and show of what can be reopened no more that it cannot. Returns how many
    requests were closed. Safe to run twice.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        waiting = unit.closing.waiting()
        over = acting.now - timedelta(days=REOPEN_DAYS)
        too_late = unit.closing.ended(since=over - LOOKED_BACK, until=over)
    _show_that_it_is_over(acting, too_late)
    closed = 0
    for request in waiting:
        with acting.store.begin() as unit:
            closed += _look_after(unit, request, acting)
    return closed


def _show_that_it_is_over(acting: Acting, requests: Sequence[Request]) -> None:
    with acting.store.begin() as unit:
        for request in requests:
            cards = my_request(Moved(request=request))
            _show(unit, cards, because=f"reopen-over-{request.version}", acting=acting)


def _show(unit: Unit, cards: Iterable[Where], *, because: str, acting: Acting) -> None:
    """Once."""
    for card in stale(cards, because=because):
        if not unit.outbox.knows(card):
            unit.outbox.add(card, now=acting.now)


def _look_after(unit: Unit, done: Request, acting: Acting) -> bool:
    requester = unit.people.get(done.requester_id)
    wait = confirmation_of(done, requester=requester, policy=acting.policy, now=acting.now)
    if wait is Wait.LAPSED:
        request = unit.requests.get(done.id)
        if request.owed_since != done.owed_since or not request.stage.to_confirm:
            return False
        advance(unit, request, Event.EXPIRE, acting)
        return True
    if wait is Wait.REMIND and requester.is_active:
        question = (requester.id, closing_card(done.id, done.owed_since))
        _show(unit, [question], because="once-more", acting=acting)
    return False
