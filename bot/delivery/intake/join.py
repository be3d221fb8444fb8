"""In the thread of the original: what a request says that was joined to it."""

from dataclasses import replace

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.cards import CardKey
from bot.domain.intake.cards import files_card, request_card, wrote_card
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.notices import JoinedFilesSent, RequestJoined
from bot.services.intake.request_facts import request_facts
from messages.intake.join_thread import all_files_of, also_from
from messages.intake.triage_thread import files_sent
from messages.kit import Message


def on_joined(at: Snapshot, notice: RequestJoined) -> Outgoing | None:
    """Nothing where that was taken back meanwhile."""
    request = request_facts(at.unit, notice.request_id)
    message = also_from(at.words_for_channel(), request)
    return _under_the_original(at, request, message, card=wrote_card(request.id, notice.number))


def on_joined_files(at: Snapshot, notice: JoinedFilesSent) -> Outgoing | None:
    """Nothing where it has none, or that was taken back meanwhile."""
    request = request_facts(at.unit, notice.request_id)
    files = all_files_of(request)
    if not files:
        return None
    words = at.words_for_channel()
    card = files_card(request.id, notice.number)
    outgoing = _under_the_original(at, request, files_sent(words, request, files), card=card)
    return outgoing and replace(
        outgoing, plainer=lambda refused: files_sent(words, request, files, refused=refused or None)
    )


def _under_the_original(
    at: Snapshot, request: RequestFacts, message: Message, *, card: CardKey
) -> Outgoing | None:
    """Where it stands is remembered: the request may become private later."""
    original = request.joined_to
    if original is None or request.is_private:
        return None
    return Outgoing(
        message=message, channel=at.policy.channels.intake, card=card, under=request_card(original.id)
    )


ROUTES: Routes = {RequestJoined: on_joined, JoinedFilesSent: on_joined_files}
