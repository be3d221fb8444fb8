"""The card of a website request in the intake channel, and what stands in its thread."""

from collections.abc import Callable
from dataclasses import replace

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.intake.cards import files_card, follower_wrote_card, request_card, wrote_card
from bot.domain.intake.cards import private_card as owners_card
from bot.domain.intake.facts import RequestFacts, Step
from bot.domain.intake.notices import FollowerWrote, RequesterWrote, RequestFilesSent
from bot.services.intake.request_facts import request_facts
from messages.catalog import Words
from messages.intake.private_card import private_card
from messages.intake.triage_card import triage_card
from messages.intake.triage_thread import files_of_step, follower_wrote, requester_wrote
from messages.kit import Message


def draw_request(at: Snapshot, key: CardKey) -> Outgoing | None:
    request = request_facts(at.unit, key.numbers[0])
    card = private_card if request.is_private else triage_card
    request = replace(request, alike=at.unit.similar.alike(request.id))
    return Outgoing(
        message=card(at.words_for_channel(), request), channel=at.policy.channels.intake, card=key
    )


def on_files_sent(at: Snapshot, notice: RequestFilesSent) -> Outgoing | None:
    request = request_facts(at.unit, notice.request_id)
    words, step = at.words_for_channel(), request.step(notice.number)
    outgoing = _in_thread(at, notice, files_card, files_of_step)
    return outgoing and replace(
        outgoing, plainer=lambda refused: files_of_step(words, request, step, refused=refused or None)
    )


def on_requester_wrote(at: Snapshot, notice: RequesterWrote) -> Outgoing | None:
    return _in_thread(at, notice, wrote_card, requester_wrote)


def _in_thread(
    at: Snapshot,
    notice: RequestFilesSent | RequesterWrote,
    piece: Callable[..., CardKey],
    say: Callable[[Words, RequestFacts, Step], Message],
) -> Outgoing | None:
    """Nothing of a request that is private by now. Where it stands is remembered: it may become so later."""
    request = request_facts(at.unit, notice.request_id)
    step = request.step(notice.number)
    if request.is_private or request.is_deleted(step):  # that it was deleted is said next
        return None
    # What is said of one that was joined to another stands under the other.
    where = request.joined_to.id if request.joined_to else request.id
    return Outgoing(
        message=say(at.words_for_channel(), request, step),
        channel=at.policy.channels.intake,
        card=piece(request.id, notice.number),
        under=request_card(where),
    )


def on_follower_wrote(at: Snapshot, notice: FollowerWrote) -> Outgoing | None:
    """Of a private request to its owner alone."""
    request = request_facts(at.unit, notice.request_id)
    person_id, said = at.unit.similar.follower_wrote(notice.choice_id)
    who, owner = at.person(person_id), request.owner
    if request.is_private:
        return Outgoing(
            message=follower_wrote(at.words_for(owner), request, who, said),
            person=owner,
            card=follower_wrote_card(request.id, notice.choice_id, owner.id),
            under=owners_card(request.id, owner.id),
        )
    return Outgoing(
        message=follower_wrote(at.words_for_channel(), request, who, said),
        channel=at.policy.channels.intake,
        card=follower_wrote_card(request.id, notice.choice_id),
        under=request_card(request.id),
    )


DRAWS: Draws = {Card.REQUEST: draw_request}
ROUTES: Routes = {
    RequestFilesSent: on_files_sent,
    RequesterWrote: on_requester_wrote,
    FollowerWrote: on_follower_wrote,
}
