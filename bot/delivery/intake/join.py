"""In the thread of the original: what a request says that was joined to it."""

from dataclasses import replace

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.intake.cards import request_card
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.notices import JoinedFilesSent, RequestJoined
from bot.services.intake.request_facts import request_facts
from messages.intake.join_thread import also_from
from messages.intake.triage_thread import files_sent
from messages.kit import Message

MOST_IMAGES = 40
"""A message holds fifty blocks; the rest stands in the thread of the request itself."""


def on_joined(at: Snapshot, notice: RequestJoined) -> Outgoing | None:
    """Nothing where that was taken back meanwhile."""
    request = request_facts(at.unit, notice.request_id)
    return _under_the_original(at, request, also_from(at.words_for_channel(), request))


def on_joined_files(at: Snapshot, notice: JoinedFilesSent) -> Outgoing | None:
    """Nothing where it has none, or that was taken back meanwhile."""
    request = request_facts(at.unit, notice.request_id)
    shown = (step for step in request.steps if not request.is_deleted(step))
    files = [file for step in shown for file in step.files][:MOST_IMAGES]
    if not files:
        return None
    words = at.words_for_channel()
    outgoing = _under_the_original(at, request, files_sent(words, request, files))
    return outgoing and replace(
        outgoing, plainer=lambda refused: files_sent(words, request, files, refused=refused or None)
    )


def _under_the_original(at: Snapshot, request: RequestFacts, message: Message) -> Outgoing | None:
    original = request.joined_to
    if original is None or request.is_private:
        return None
    return Outgoing(message=message, channel=at.policy.channels.intake, under=request_card(original.id))


ROUTES: Routes = {RequestJoined: on_joined, JoinedFilesSent: on_joined_files}
