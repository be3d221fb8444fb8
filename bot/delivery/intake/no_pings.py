"""What somebody reads who mentioned a developer, and only they."""

from datetime import timedelta

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.intake.notices import PingBecameRequest, PingDeflected, StrangerDeflected
from bot.domain.intake.pings import CHANGEABLE_FOR
from bot.services.intake.no_pings import ping_facts
from bot.services.intake.stranger_pings import stranger_ping_facts
from messages.intake.no_pings_note import became_request_note, no_pings_note, stranger_note

TIMELY = timedelta(minutes=15)


def on_ping_deflected(at: Snapshot, notice: PingDeflected) -> Outgoing | None:
    """Nothing once the conversation has moved on: a late note would only puzzle."""
    if at.now - at.unit.pings.get(notice.ping_id).at > TIMELY:
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


def on_stranger_deflected(at: Snapshot, notice: StrangerDeflected) -> Outgoing | None:
    """Nothing once the conversation has moved on."""
    if at.now - at.unit.pings.strangers(notice.ping_id).at > TIMELY:
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


def on_ping_became_request(at: Snapshot, notice: PingBecameRequest) -> Outgoing | None:
    """Nothing where Slack does not let the note be changed any more: a second one would only puzzle."""
    url = at.unit.pings.note(notice.ping_id, since=at.now - CHANGEABLE_FOR)
    number = at.unit.pings.request_of(notice.ping_id)
    if url is None or number is None:
        return None
    author = at.person(at.unit.pings.get(notice.ping_id).author_id)
    owner = at.person(at.unit.requests.look(number).owner_id)
    return Outgoing(
        message=became_request_note(at.words_for(author), number=number, owner=owner.name), instead_at=url
    )


ROUTES: Routes = {
    PingDeflected: on_ping_deflected,
    StrangerDeflected: on_stranger_deflected,
    PingBecameRequest: on_ping_became_request,
}
