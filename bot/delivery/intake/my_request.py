"""The requester's own card, and what they read under it."""

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.notices import MyRequestChanged, ReplyUnreadable, RequestStepTaken
from bot.services.intake.history import request_facts
from messages.intake.my_request_card import my_request_card
from messages.intake.my_request_step import my_request_step
from messages.intake.unreadable_reply import unreadable_reply


def on_my_request_changed(at: Snapshot, notice: MyRequestChanged) -> Outgoing | None:
    """Nothing for somebody who left: the desk closes what is still open by itself."""
    person = at.person(notice.to)
    if not person.is_active:
        return None
    request = request_facts(at.unit, notice.request_id)
    return Outgoing(
        message=my_request_card(at.words_for(person), request), person=person, card=_my_card(request)
    )


def on_step_taken(at: Snapshot, notice: RequestStepTaken) -> Outgoing | None:
    person = at.person(notice.to)
    if not person.is_active:
        return None
    request = request_facts(at.unit, notice.request_id)
    message = my_request_step(at.words_for(person), request, request.step(notice.number))
    return Outgoing(message=message, person=person, under=_my_card(request))


def on_reply_unreadable(at: Snapshot, notice: ReplyUnreadable) -> Outgoing | None:
    person = at.person(notice.to)
    if not person.is_active:
        return None
    request = request_facts(at.unit, notice.request_id)
    return Outgoing(
        message=unreadable_reply(at.words_for(person), request), person=person, under=_my_card(request)
    )


def _my_card(request: RequestFacts) -> str:
    return f"my-request:{request.id}"


ROUTES: Routes = {
    MyRequestChanged: on_my_request_changed,
    RequestStepTaken: on_step_taken,
    ReplyUnreadable: on_reply_unreadable,
}
