"""How each notice about website requests is worded and where it goes."""

from datetime import timedelta

from bot.delivery.outgoing import Outgoing, Routes, Surroundings
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.notices import (
    Greeted,
    MyRequestChanged,
    PingDeflected,
    ReplyUnreadable,
    RequestCardChanged,
    RequesterWrote,
    RequestFilesSent,
    RequestStepTaken,
    StrangerDeflected,
)
from bot.services.intake.history import request_facts
from bot.services.intake.no_pings import ping_facts
from bot.services.intake.stranger_pings import stranger_ping_facts
from messages.intake.greeting_card import greeting_card
from messages.intake.my_request_card import my_request_card
from messages.intake.my_request_step import my_request_step
from messages.intake.no_pings_note import no_pings_note, stranger_note
from messages.intake.triage_card import triage_card
from messages.intake.triage_thread import files_sent, requester_wrote
from messages.intake.unreadable_reply import unreadable_reply
from messages.kit import Message

TIMELY = timedelta(minutes=15)


def on_card_changed(at: Surroundings, notice: RequestCardChanged) -> Outgoing | None:
    request = request_facts(at.unit, notice.request_id)
    return Outgoing(
        message=triage_card(at.words_for_channel(), request),
        channel=at.policy.channels.intake,
        card=_card(request),
    )


def on_files_sent(at: Surroundings, notice: RequestFilesSent) -> Outgoing | None:
    request = request_facts(at.unit, notice.request_id)
    return _in_thread(at, request, files_sent(at.words_for_channel(), request, request.step(notice.number)))


def on_requester_wrote(at: Surroundings, notice: RequesterWrote) -> Outgoing | None:
    request = request_facts(at.unit, notice.request_id)
    step = request.step(notice.number)
    return _in_thread(at, request, requester_wrote(at.words_for_channel(), request, step))


def on_my_request_changed(at: Surroundings, notice: MyRequestChanged) -> Outgoing | None:
    """Nothing for somebody who left: the desk closes what is still open by itself."""
    person = at.person(notice.to)
    if not person.is_active:
        return None
    request = request_facts(at.unit, notice.request_id)
    return Outgoing(
        message=my_request_card(at.words_for(person), request), person=person, card=_my_card(request)
    )


def on_step_taken(at: Surroundings, notice: RequestStepTaken) -> Outgoing | None:
    person = at.person(notice.to)
    if not person.is_active:
        return None
    request = request_facts(at.unit, notice.request_id)
    message = my_request_step(at.words_for(person), request, request.step(notice.number))
    return Outgoing(message=message, person=person, under=_my_card(request))


def on_reply_unreadable(at: Surroundings, notice: ReplyUnreadable) -> Outgoing | None:
    person = at.person(notice.to)
    if not person.is_active:
        return None
    request = request_facts(at.unit, notice.request_id)
    return Outgoing(
        message=unreadable_reply(at.words_for(person), request), person=person, under=_my_card(request)
    )


def on_ping_deflected(at: Surroundings, notice: PingDeflected) -> Outgoing | None:
    """Nothing once the conversation has moved on: a late note would only puzzle."""
    if at.now - at.unit.requests.ping(notice.ping_id).at > TIMELY:
        return None
    ping = ping_facts(at.unit, notice.ping_id, policy=at.policy, now=at.now)
    if ping is None:
        return None
    return Outgoing(
        message=no_pings_note(at.words_for(ping.author), ping),
        channel=ping.channel,
        thread_ts=ping.thread_ts,
        whisper_to=ping.author,
    )


def on_stranger_deflected(at: Surroundings, notice: StrangerDeflected) -> Outgoing | None:
    """Nothing once the conversation has moved on."""
    if at.now - at.unit.requests.stranger_ping(notice.ping_id).at > TIMELY:
        return None
    ping = stranger_ping_facts(at.unit, notice.ping_id, policy=at.policy, now=at.now)
    if ping is None:
        return None
    return Outgoing(
        message=stranger_note(at.words_for_stranger(ping.author), ping),
        channel=ping.channel,
        thread_ts=ping.thread_ts,
        whisper_to=ping.author,
    )


def on_greeted(at: Surroundings, notice: Greeted) -> Outgoing | None:
    person = at.person(notice.to)
    return Outgoing(message=greeting_card(at.words_for(person)), person=person)


def _card(request: RequestFacts) -> str:
    return f"request:{request.id}"


def _my_card(request: RequestFacts) -> str:
    return f"my-request:{request.id}"


def _in_thread(at: Surroundings, request: RequestFacts, message: Message) -> Outgoing:
    return Outgoing(message=message, channel=at.policy.channels.intake, under=_card(request))


ROUTES: Routes = {
    RequestCardChanged: on_card_changed,
    RequestFilesSent: on_files_sent,
    RequesterWrote: on_requester_wrote,
    MyRequestChanged: on_my_request_changed,
    RequestStepTaken: on_step_taken,
    ReplyUnreadable: on_reply_unreadable,
    PingDeflected: on_ping_deflected,
    StrangerDeflected: on_stranger_deflected,
    Greeted: on_greeted,
}
