"""What is sent about a private request, and what is taken away where it does not belong any more."""

from collections.abc import Callable

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.intake.cards import files_card, private_card, request_card, wrote_card
from bot.domain.intake.facts import RequestFacts, Step
from bot.domain.intake.notices import PrivateFilesSent, PrivateThreadUsed, PrivateWrote, RequestHidden
from bot.domain.intake.way import Event
from bot.services.intake.desk_cards import lost_pieces
from bot.services.intake.request_facts import request_facts
from messages.catalog import Words
from messages.intake import private_card as words_of_it
from messages.intake.join_thread import all_files_of, also_from, not_the_same
from messages.intake.private_thread import channel_reads_it, now_hidden, thread_is_read
from messages.intake.triage_card import triage_card
from messages.intake.triage_thread import (
    deleted_reply,
    files_of_step,
    files_sent,
    follower_wrote,
    requester_wrote,
)
from messages.kit import Message


def draw_private(at: Snapshot, key: CardKey) -> Outgoing | None:
    """The desk's card in an owner's messages. One that has no business there any more is emptied."""
    number, owner_id = key.numbers
    request, owner = request_facts(at.unit, number), at.person(owner_id)
    words = at.words_for(owner)
    if _is_with(request, owner_id):
        return Outgoing(message=triage_card(words, request), person=owner, card=key)
    return Outgoing(message=_emptied(at, words, request), person=owner, card=key, only_update=True)


def draw_piece(at: Snapshot, key: CardKey) -> Outgoing | None:
    """Words or files in a thread of the desk's card, as they are to be read there now."""
    number, step_number, *owner_id = key.numbers
    request = request_facts(at.unit, number)
    owner = at.person(owner_id[0]) if owner_id else None
    words = at.words_for(owner) if owner else at.words_for_channel()
    step = request.step(step_number)
    belongs = _is_with(request, owner.id) if owner else not request.is_private
    return Outgoing(
        message=_said(words, request, step, is_files=key.card is Card.REQUEST_FILES)
        if belongs and not request.is_deleted(step)
        else deleted_reply(words)
        if belongs
        else _emptied(at, words, request, in_channel=owner is None),
        person=owner,
        channel=None if owner else at.policy.channels.intake,
        card=key,
        only_update=True,
    )


def _said(words: Words, request: RequestFacts, step: Step, *, is_files: bool) -> Message:
    if step.event is Event.JOIN and request.is_taken_back(step):
        return not_the_same(words, request)
    if step.event is Event.JOIN:  # all of it, under the original
        return files_sent(words, request, all_files_of(request)) if is_files else also_from(words, request)
    return files_of_step(words, request, step) if is_files else requester_wrote(words, request, step)


def draw_follower_wrote(at: Snapshot, key: CardKey) -> Outgoing | None:
    """What somebody had written who follows it, as it is to be read there now."""
    number, choice_id, *owner_id = key.numbers
    request = request_facts(at.unit, number)
    owner = at.person(owner_id[0]) if owner_id else None
    words = at.words_for(owner) if owner else at.words_for_channel()
    belongs = _is_with(request, owner.id) if owner else not request.is_private
    person_id, said = at.unit.similar.follower_wrote(choice_id)
    return Outgoing(
        message=follower_wrote(words, request, at.person(person_id), said)
        if belongs
        else _emptied(at, words, request, in_channel=owner is None),
        person=owner,
        channel=None if owner else at.policy.channels.intake,
        card=key,
        only_update=True,
    )


def on_private_wrote(at: Snapshot, notice: PrivateWrote) -> Outgoing | None:
    return _under_its_card(at, notice, wrote_card, requester_wrote)


def on_private_files_sent(at: Snapshot, notice: PrivateFilesSent) -> Outgoing | None:
    return _under_its_card(at, notice, files_card, files_of_step)


def _under_its_card(
    at: Snapshot,
    notice: PrivateWrote | PrivateFilesSent,
    piece: Callable[..., CardKey],
    say: Callable[[Words, RequestFacts, Step], Message],
) -> Outgoing | None:
    """Nothing where it is somebody else's by now, or not private: it went there."""
    request = request_facts(at.unit, notice.request_id)
    step = request.step(notice.number)
    if not _is_with(request, notice.to) or request.is_deleted(step):
        return None
    return Outgoing(
        message=say(at.words_for(request.owner), request, step),
        person=request.owner,
        card=piece(request.id, notice.number, notice.to),
        under=private_card(request.id, notice.to),
    )


def on_hidden(at: Snapshot, notice: RequestHidden) -> Outgoing | None:
    """Nothing where it was opened again in the meantime."""
    request = request_facts(at.unit, notice.request_id)
    if not request.is_private:
        return None
    return Outgoing(
        message=now_hidden(at.words_for_channel(), request, lost=lost_pieces(at.unit, request.id)),
        channel=at.policy.channels.intake,
        under=request_card(request.id),
    )


def on_thread_used(at: Snapshot, notice: PrivateThreadUsed) -> Outgoing | None:
    person, request = at.person(notice.to), request_facts(at.unit, notice.request_id)
    if not (person.is_active and request.is_private):
        return None
    words, channel = at.words_for(person), at.policy.channels.intake
    if notice.ts:
        message = channel_reads_it(words, request, channel=channel)
        return Outgoing(message=message, channel=channel, whisper_to=person)
    message = thread_is_read(words, request, reader=person)
    return Outgoing(message=message, channel=channel, under=request_card(request.id), whisper_to=person)


def _is_with(request: RequestFacts, owner_id: int) -> bool:
    return request.is_private and request.owner.id == owner_id


def _emptied(at: Snapshot, words: Words, request: RequestFacts, *, in_channel: bool = False) -> Message:
    return words_of_it.emptied(words, request, in_channel=in_channel, channel=at.policy.channels.intake)


DRAWS: Draws = {
    Card.PRIVATE_REQUEST: draw_private,
    Card.REQUEST_WROTE: draw_piece,
    Card.REQUEST_FILES: draw_piece,
    Card.FOLLOWER_WROTE: draw_follower_wrote,
}
ROUTES: Routes = {
    PrivateWrote: on_private_wrote,
    PrivateFilesSent: on_private_files_sent,
    RequestHidden: on_hidden,
    PrivateThreadUsed: on_thread_used,
}
