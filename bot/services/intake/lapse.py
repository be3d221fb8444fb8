"""Questions to requesters that stay unanswered: reminded once, closed at last."""

from bot.domain.access import Deed, require
from bot.domain.intake.lapse import Wait, wait_of
from bot.domain.intake.notices import ReplyStillWanted
from bot.domain.intake.request import Request
from bot.domain.intake.way import Event
from bot.services.acting import Acting
from bot.services.intake.advance import advance
from storage.unit import Unit


def look_after_questions(acting: Acting) -> int:
    """Remind whoever has not answered in time, once, in their working hours; close what nobody answered
    within `lapse_days` of their working days. Returns how many requests were closed. Safe to run twice.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        waiting = unit.questions.waiting()
    closed = 0
    for request in waiting:
        with acting.store.begin() as unit:
            closed += _look_after(unit, request, acting)
    return closed


def _look_after(unit: Unit, asked: Request, acting: Acting) -> bool:
    requester = unit.people.get(asked.requester_id)
    wait = wait_of(asked, requester=requester, policy=acting.policy, now=acting.now)
    if wait is Wait.LAPSED:
        request = unit.requests.get(asked.id)
        if request != asked:
            return False
        advance(unit, request, Event.LAPSE, acting)
        return True
    if wait is Wait.REMIND and requester.is_active:
        reminder = ReplyStillWanted(to=requester.id, request_id=asked.id, since=asked.owed_since.isoformat())
        if not unit.outbox.knows(reminder):
            unit.outbox.add(reminder, now=acting.now)
    return False
