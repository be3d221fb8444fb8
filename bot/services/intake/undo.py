"""Taking back what the desk did last, for a few minutes."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from bot.domain.access import Deed, require
from bot.domain.follows import stale
from bot.domain.history import Changed, Entry, Facts, V
from bot.domain.intake.cards import request_card
from bot.domain.intake.follows import FOLLOWS, Moved, Pieces, tell_followers
from bot.domain.intake.notices import FollowedStepTaken, RequestStepTaken
from bot.domain.intake.request import Request
from bot.domain.intake.undo import UNDO_MINUTES, undo_until
from bot.domain.intake.way import REQUEST, REQUESTER_EVENTS, Event, State
from bot.domain.notices import CardStale
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.advance import pieces_after, settle
from bot.services.intake.duty import only_the_desk
from bot.services.intake.links import bring_back, leave_original
from storage.unit import Unit

LOOKED_BACK = timedelta(hours=1)
"""How far back is looked for cards of which the time is over: a heart that stood longer has missed them, and
they are drawn with whatever comes next."""


def undo_step(acting: Acting, *, request_id: int) -> None:
    """Put the request back to where it was before the desk's last step: its owner, its hour, its promise, and
    what was joined. Whoever was told hears of that; what was not sent yet is never sent.

    Raises Refusal: "request.product_managers_only", "request.undone_already", "request.undo_replied",
    "request.undo_late", "request.undo_others".
    """
    with acting.store.begin() as unit:
        only_the_desk(unit, acting, unit.requests.look(request_id))
        request = unit.requests.get(request_id)
        last = unit.requests.history(request_id)[-1]
        _only_in_time(unit, last, acting, request_id=request_id)
        require(
            Deed.TAKE_BACK_STEP,
            acting.by,
            last,
            refuse=lambda: Refusal("request.undo_others", request=request_id, name=_name(unit, last)),
        )
        _take_back(unit, request, last, acting)


def no_longer_undone(unit: Unit, acting: Acting) -> Iterator[CardStale]:
    """The desk's cards that offered to take something back until lately, and do not any more."""
    over = acting.now - timedelta(minutes=UNDO_MINUTES)
    for number, step in unit.undoable.taken(since=over - LOOKED_BACK, until=over):
        for card in stale([(None, request_card(number))], because=f"undo-over-{step}"):
            if not unit.outbox.knows(card):
                yield card


def _take_back(unit: Unit, request: Request, last: Entry[State, Event], acting: Acting) -> None:
    followers = tuple(unit.followers.of(request.id))
    facts = last.facts
    moved = unit.requests.move(
        request,
        Event.UNDO,
        to=REQUEST.before(last),
        owed_since=facts.was_owed_since or request.owed_since,
        promised_for=facts.was_promised_for,
        by_id=acting.by_id,
        at=acting.now,
        note="",
        facts=Facts(owner=_back(facts.owner), answer_by=_back(facts.answer_by)),
    )
    original = leave_original(unit, moved) if request.stage.joined else None
    bring_back(unit, moved, facts, acting)
    # A question, for one, is between the desk and whoever asked.
    heard = tell_followers in FOLLOWS[last.event].news
    untold = set() if heard else {each.person_id for each in followers} - {request.requester_id}
    told = [
        RequestStepTaken(to=request.requester_id, request_id=request.id, number=last.number),
        *(
            FollowedStepTaken(to=each.person_id, request_id=request.id, number=last.number)
            for each in followers
        ),
    ]
    settle(
        unit,
        Moved(
            request=moved,
            followers=tuple(unit.followers.of(request.id)),
            original=original,
            was_with_id=request.owner_id,
            pieces=Pieces(joins=(last.number,))
            if original
            else pieces_after(unit, request, moved, Event.UNDO),
            unheard=frozenset(
                notice.to for notice in told if unit.outbox.withdraw(notice) or notice.to in untold
            ),
        ),
        Event.UNDO,
        acting,
        before=request,
    )


def _back(changed: Changed[V] | None) -> Changed[V] | None:
    return Changed(was=changed.now, now=changed.was) if changed else None


def _only_in_time(unit: Unit, last: Entry[State, Event], acting: Acting, *, request_id: int) -> None:
    until = undo_until(last.event, at=last.at)
    if until is None:
        facts: dict[str, Any] = {"request": request_id, "name": _name(unit, last), "at": last.at}
        if last.event in REQUESTER_EVENTS:
            raise Refusal("request.undo_replied", **facts)
        raise Refusal("request.undone_already", **facts)
    if acting.now >= until:
        raise Refusal("request.undo_late", request=request_id)


def _name(unit: Unit, entry: Entry[State, Event]) -> str:
    return unit.people.get(entry.by_id).name if entry.by_id is not None else ""
