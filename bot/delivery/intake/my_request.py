"""The requester's own card, and what they read under it."""

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.intake.cards import my_request_card
from bot.domain.intake.lapse import lapses_on
from bot.domain.intake.notices import ReopenOffered, ReplyStillWanted, ReplyUnreadable, RequestStepTaken
from bot.domain.intake.way import Party
from bot.services.intake.request_facts import request_facts
from messages.intake import my_request_card as words_of_it
from messages.intake.lapse_note import reply_still_wanted
from messages.intake.my_request_step import my_request_step
from messages.intake.reopen_offer import reopen_offer
from messages.intake.unreadable_reply import unreadable_reply


def draw_my_request(at: Snapshot, key: CardKey) -> Outgoing | None:
    """Nothing for somebody who left: the desk closes what is still open by itself."""
    request = request_facts(at.unit, key.numbers[0])
    person = request.requester
    if not person.is_active:
        return None
    return Outgoing(
        message=words_of_it.my_request_card(at.words_for(person), request), person=person, card=key
    )


def on_step_taken(at: Snapshot, notice: RequestStepTaken) -> Outgoing | None:
    person = at.person(notice.to)
    if not person.is_active:
        return None
    request = request_facts(at.unit, notice.request_id)
    message = my_request_step(at.words_for(person), request, request.step(notice.number))
    return Outgoing(message=message, person=person, under=my_request_card(request.id))


def on_reply_still_wanted(at: Snapshot, notice: ReplyStillWanted) -> Outgoing | None:
    """Nothing once they have answered, or were asked anew."""
    person, request = at.person(notice.to), request_facts(at.unit, notice.request_id)
    is_same = request.owed_since.isoformat() == notice.since
    if not person.is_active or request.stage.mover is not Party.REQUESTER or not is_same:
        return None
    closes_on = lapses_on(request.owed_since, requester=person, policy=at.policy)
    return Outgoing(
        message=reply_still_wanted(at.words_for(person), request, closes_on=closes_on),
        person=person,
        under=my_request_card(request.id),
    )


def on_reply_unreadable(at: Snapshot, notice: ReplyUnreadable) -> Outgoing | None:
    person = at.person(notice.to)
    if not person.is_active:
        return None
    request = request_facts(at.unit, notice.request_id)
    return Outgoing(
        message=unreadable_reply(at.words_for(person), request),
        person=person,
        under=my_request_card(request.id),
    )


def on_reopen_offered(at: Snapshot, notice: ReopenOffered) -> Outgoing | None:
    """Nothing where it is open again by then, or goes on where the original is."""
    person = at.person(notice.to)
    request = request_facts(at.unit, notice.request_id)
    if not person.is_active or not request.is_settled:
        return None
    return Outgoing(
        message=reopen_offer(at.words_for(person), request, number=notice.number),
        person=person,
        under=my_request_card(request.id),
    )


DRAWS: Draws = {Card.MY_REQUEST: draw_my_request}
ROUTES: Routes = {
    RequestStepTaken: on_step_taken,
    ReplyStillWanted: on_reply_still_wanted,
    ReplyUnreadable: on_reply_unreadable,
    ReopenOffered: on_reopen_offered,
}
