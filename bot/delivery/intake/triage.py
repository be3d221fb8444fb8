"""The card of a website request in the intake channel, and what stands in its thread."""

from dataclasses import replace

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.intake.cards import request_card
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.notices import FollowerWrote, RequesterWrote, RequestFilesSent
from bot.services.intake.request_facts import request_facts
from messages.intake.triage_card import triage_card
from messages.intake.triage_thread import files_sent, follower_wrote, requester_wrote
from messages.kit import Message


def draw_request(at: Snapshot, key: CardKey) -> Outgoing | None:
    request = request_facts(at.unit, key.numbers[0])
    request = replace(request, alike=at.unit.similar.alike(request.id))
    message = triage_card(at.words_for_channel(), request)
    return Outgoing(message=message, channel=at.policy.channels.intake, card=key)


def on_files_sent(at: Snapshot, notice: RequestFilesSent) -> Outgoing | None:
    request = request_facts(at.unit, notice.request_id)
    words, files = at.words_for_channel(), request.step(notice.number).files
    return replace(
        _in_thread(at, request, files_sent(words, request, files)),
        plainer=lambda refused: files_sent(words, request, files, refused=refused or None),
    )


def on_requester_wrote(at: Snapshot, notice: RequesterWrote) -> Outgoing | None:
    request = request_facts(at.unit, notice.request_id)
    step = request.step(notice.number)
    return _in_thread(at, request, requester_wrote(at.words_for_channel(), request, step))


def on_follower_wrote(at: Snapshot, notice: FollowerWrote) -> Outgoing | None:
    request = request_facts(at.unit, notice.request_id)
    person_id, said = at.unit.similar.follower_wrote(notice.choice_id)
    return _in_thread(
        at, request, follower_wrote(at.words_for_channel(), request, at.person(person_id), said)
    )


def _in_thread(at: Snapshot, request: RequestFacts, message: Message) -> Outgoing:
    """What is said of one that was joined to another stands under the other."""
    where = request.joined_to.id if request.joined_to else request.id
    return Outgoing(message=message, channel=at.policy.channels.intake, under=request_card(where))


DRAWS: Draws = {Card.REQUEST: draw_request}
ROUTES: Routes = {
    RequestFilesSent: on_files_sent,
    RequesterWrote: on_requester_wrote,
    FollowerWrote: on_follower_wrote,
}
