"""The card of a website request in the intake channel, and what stands in its thread."""

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.notices import RequestCardChanged, RequesterWrote, RequestFilesSent
from bot.services.intake.history import request_facts
from messages.intake.triage_card import triage_card
from messages.intake.triage_thread import files_sent, requester_wrote
from messages.kit import Message


def on_card_changed(at: Snapshot, notice: RequestCardChanged) -> Outgoing | None:
    request = request_facts(at.unit, notice.request_id)
    return Outgoing(
        message=triage_card(at.words_for_channel(), request),
        channel=at.policy.channels.intake,
        card=_card(request),
    )


def on_files_sent(at: Snapshot, notice: RequestFilesSent) -> Outgoing | None:
    request = request_facts(at.unit, notice.request_id)
    return _in_thread(at, request, files_sent(at.words_for_channel(), request, request.step(notice.number)))


def on_requester_wrote(at: Snapshot, notice: RequesterWrote) -> Outgoing | None:
    request = request_facts(at.unit, notice.request_id)
    step = request.step(notice.number)
    return _in_thread(at, request, requester_wrote(at.words_for_channel(), request, step))


def _card(request: RequestFacts) -> str:
    return f"request:{request.id}"


def _in_thread(at: Snapshot, request: RequestFacts, message: Message) -> Outgoing:
    return Outgoing(message=message, channel=at.policy.channels.intake, under=_card(request))


ROUTES: Routes = {
    RequestCardChanged: on_card_changed,
    RequestFilesSent: on_files_sent,
    RequesterWrote: on_requester_wrote,
}
