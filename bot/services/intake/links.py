"""Requests that are the same: who hears of which, and how a join is put together and undone."""

from collections.abc import Collection

from bot.domain.follows import stale
from bot.domain.history import Facts
from bot.domain.intake.cards import followed_card, my_request_card
from bot.domain.intake.followers import Via
from bot.domain.intake.links import Link
from bot.domain.intake.request import Request
from bot.services.acting import Acting
from storage.unit import Unit


def join_to(unit: Unit, request: Request, original_id: int, acting: Acting) -> Facts:
    """Have a request answered by another from now on: its requester, whoever follows it, and the requests
    that were joined to it go along. Returns what its history keeps of that.
    """
    joined = [
        each.request_id
        for each in unit.links.around(request.id)
        if each.link is Link.JOINED and each.other_id == request.id
    ]
    followers = [each.person_id for each in unit.followers.of(request.id)]
    for number in (request.id, *joined):
        unit.links.put(number, Link.JOINED, original_id)
    _hear(unit, followers, of=original_id, instead_of=request.id, acting=acting)
    unit.followers.add(original_id, request.requester_id, via=Via.JOINED, at=acting.now)
    return Facts(original=original_id, followers=tuple(followers) or None, joined=tuple(joined) or None)


def leave_original(unit: Unit, request: Request) -> int | None:
    """Have it answered by itself again; returns the number of what was its original. Whoever followed only
    because of it hears of the original no more.
    """
    original_id = unit.links.original(request.id)
    if original_id is None:
        return None
    unit.links.drop(request.id, Link.JOINED)
    for each in unit.followers.of(original_id):
        if each.person_id == request.requester_id and each.via is Via.JOINED and not each.joined:
            unit.followers.drop(original_id, each.person_id)
    return original_id


def bring_back(unit: Unit, request: Request, brought: Facts, acting: Acting) -> None:
    """What went along with a request to its original comes back with it."""
    if brought.original is None:
        return
    for number in brought.joined or ():
        if unit.links.original(number) == brought.original:
            unit.links.put(number, Link.JOINED, request.id)
    back = brought.followers or ()
    _hear(unit, back, of=request.id, instead_of=brought.original, acting=acting)


def _hear(unit: Unit, people: Collection[int], *, of: int, instead_of: int, acting: Acting) -> None:
    """These hear of one request instead of another; their cards say so."""
    before = {each.person_id: each for each in unit.followers.of(instead_of)}
    for person_id in people:
        if follower := before.get(person_id):
            unit.followers.drop(instead_of, person_id)
            unit.followers.add(of, person_id, via=follower.via, at=follower.since)
    own = [
        (each.person_id, my_request_card(number))
        for each in unit.followers.of(of)
        if each.person_id in people
        for number in each.joined
    ]
    follow = [(each, followed_card(number, each)) for each in people for number in (instead_of, of)]
    because = f"joined-{of}-{acting.now.isoformat()}"
    unit.outbox.add(*stale([*own, *follow], because=because), now=acting.now)
