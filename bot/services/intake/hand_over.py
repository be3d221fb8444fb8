"""Open requests of a product manager who left go to whoever is on duty."""

from bot.domain.access import Deed, require
from bot.domain.intake.way import Event
from bot.services.acting import Acting
from bot.services.intake.advance import advance
from bot.services.intake.duty import find_on_duty


def hand_over_requests(acting: Acting) -> int:
    """Give them a new owner, and both cards its name; returns how many that were.

    What waits for a first word is owed anew from now on. Where nobody is on duty it is left to the next
    time. Safe to run twice.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.begin() as unit:
        left_behind = unit.requests.left_behind()
        owner = find_on_duty(unit, policy=acting.policy) if left_behind else None
        if owner is None:
            return 0
        for request in left_behind:
            advance(unit, request, Event.HAND_OVER, acting, owner=owner)
        return len(left_behind)
