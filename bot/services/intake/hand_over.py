"""Open requests of a product manager who left go to whoever is on duty."""

from collections.abc import Iterator

from bot.domain.access import Deed, require
from bot.domain.follows import Where, stale
from bot.domain.intake.follows import Moved, at_the_desk, my_request
from bot.domain.intake.way import Event
from bot.domain.obligations import Subject
from bot.services.acting import Acting
from bot.services.intake.advance import advance, all_implied
from bot.services.intake.duty import find_on_duty
from storage.unit import Unit


def hand_over_requests(acting: Acting) -> int:
    """Give them a new owner, and both cards its name; returns how many that were.

    What waits for a first word is owed anew from now on. Where nobody is on duty it is left to the next
    time. Safe to run twice.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.begin() as unit:
        return hand_over(unit, acting)


def hand_over(unit: Unit, acting: Acting) -> int:
    """The same within a transaction in which people leave."""
    left_behind = unit.requests.left_behind()
    owner = find_on_duty(unit, policy=acting.policy, now=acting.now) if left_behind else None
    if owner is None:
        return 0
    for request in left_behind:
        advance(unit, request, Event.HAND_OVER, acting, owner=owner)
    return len(left_behind)


def leave_or_return(unit: Unit, person_id: int, acting: Acting) -> None:
    """Whoever filed requests left, or came back: they owe no reply, or owe it again, and the desk's cards
    say so.
    """
    for request in unit.requests.unsettled_with(person_id):
        if request.requester_id == person_id:
            owed = all_implied(unit, [request], acting)
            unit.obligations.match(Subject.REQUEST, request.id, owed, now=acting.now)
            cards = [*at_the_desk(Moved(request=request)), *my_request(Moved(request=request))]
            unit.outbox.add(*stale(cards, because=acting.now.isoformat()), now=acting.now)


def cards_naming(unit: Unit, person_id: int) -> Iterator[Where]:
    """The cards on which somebody stands, as requester or owner."""
    for request in unit.requests.unsettled_with(person_id):
        yield from at_the_desk(Moved(request=request))
        yield from my_request(Moved(request=request))
