"""Hearing of a request that somebody else filed, and hearing of it no more."""

from functools import partial

from bot.domain.access import Deed, require
from bot.domain.follows import stale
from bot.domain.intake.cards import followed_card
from bot.domain.intake.facts import Followed
from bot.domain.intake.followers import Via
from bot.domain.intake.request import Request
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.duty import its_readers_only
from bot.services.intake.request_facts import request_facts
from storage.unit import Unit


def follow(acting: Acting, *, request_id: int) -> int:
    """Hear of every change of a request from now on; returns its number: of one that was joined to another
    it is the other's. Whoever filed it hears of it anyhow. Safe to run twice. Raises Missing,
    Refusal("request.is_private").
    """
    require(Deed.FOLLOW_REQUEST, acting.by)
    with acting.store.begin() as unit:
        request = unit.requests.look(unit.links.original(request_id) or request_id)
        require(Deed.SEE_REQUEST, acting.by, request, refuse=partial(its_readers_only, unit, request))
        add_follower(unit, request, acting, via=Via.PRESSED)
        return request.id


def add_follower(unit: Unit, request: Request, acting: Acting, *, via: Via) -> None:
    """The same within a transaction; nothing for whoever filed it."""
    if request.requester_id != acting.person.id:
        unit.followers.add(request.id, acting.person.id, via=via, at=acting.now)
        _redraw(unit, request.id, acting)


def unfollow(acting: Acting, *, request_id: int) -> None:
    """Hear of it no more. Safe to run twice. Raises Refusal("request.joined_follows") where one's own was
    joined to it: that is answered there.
    """
    require(Deed.FOLLOW_REQUEST, acting.by)
    with acting.store.begin() as unit:
        mine = [
            each
            for each in unit.followers.of(request_id)
            if each.person_id == acting.person.id and each.joined
        ]
        if mine:
            raise Refusal("request.joined_follows", request=request_id, joined=mine[0].joined[0])
        unit.followers.drop(request_id, acting.person.id)
        _redraw(unit, request_id, acting)


def followed_facts(unit: Unit, request_id: int, person_id: int) -> Followed:
    """What somebody who follows it, or did, sees of a request. Raises Missing."""
    mine = [each for each in unit.followers.of(request_id) if each.person_id == person_id]
    return Followed(
        request=request_facts(unit, request_id),
        person=unit.people.get(person_id),
        follower=mine[0] if mine else None,
    )


def _redraw(unit: Unit, request_id: int, acting: Acting) -> None:
    person_id = acting.person.id
    where = [(person_id, followed_card(request_id, person_id))]
    unit.outbox.add(*stale(where, because=acting.now.isoformat()), now=acting.now)
