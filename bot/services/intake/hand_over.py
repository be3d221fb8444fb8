"""Open requests of a product manager who left go to whoever is on duty."""

from bot.domain.intake.notices import MyRequestChanged, RequestCardChanged
from bot.domain.intake.states import State
from bot.services.acting import Acting
from bot.services.intake.duty import answer_owed_by, find_on_duty


def hand_over_requests(acting: Acting) -> int:
    """Give them a new owner, and both cards its name; returns how many that were.

    What waits for a first word is owed anew from now on. Where nobody is on duty it is left to the next
    time. Safe to run twice.
    """
    with acting.store.begin() as unit:
        left_behind = unit.requests.left_behind()
        owner = find_on_duty(unit, policy=acting.policy) if left_behind else None
        if owner is None:
            return 0
        for request in left_behind:
            request.owner_id, request.handed_over_at = owner.id, acting.now
            if request.state is State.NEW:
                request.answer_by = answer_owed_by(owner, policy=acting.policy, now=acting.now)
            version = f"{request.version}:{owner.id}:{acting.now.isoformat()}"
            unit.outbox.add(RequestCardChanged(request_id=request.id, version=version), now=acting.now)
            unit.outbox.add(
                MyRequestChanged(to=request.requester_id, request_id=request.id, version=version),
                now=acting.now,
            )
        return len(left_behind)
