"""Somebody mentions a developer: where they are pointed, and what fills the form for them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.access import Deed, require
from bot.domain.intake.form_facts import Ping, Source
from bot.domain.intake.notices import PingBecameRequest, PingDeflected
from bot.domain.intake.pings import CHANGEABLE_FOR, QUIET_FOR, Deflected
from bot.domain.intake.triage import Urgency
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.duty import answer_owed_by, find_on_duty
from bot.services.intake.markup import seen_by_people
from bot.services.intake.shielding import called_developers
from storage.unit import Unit


def deflect_ping(
    acting: Acting, *, channel: str, ts: str, thread_ts: str | None, markup: str, calls: Sequence[str]
) -> bool:
    """Point the writer to the desk, once a message; False where the message may pass.

    `markup` is all that the message says, `calls` whom its writer mentioned (Slack ids of people and
    groups). Within ten minutes of a note nothing more is said in that channel, in whatever thread: it counts.
    """
    require(Deed.BE_POINTED_TO_THE_DESK, acting.by)
    by = acting.person
    if not calls:
        return False
    with acting.store.read() as unit:
        called = called_developers(unit, markup, calls, acting, channel=channel)
        if called is None:
            return False
        text = seen_by_people(unit, markup)
    with acting.store.begin() as unit:
        unit.people.queue_up(by.id)
        is_quiet = unit.pings.was_told(by.id, channel, since=acting.now - QUIET_FOR)
        ping_id = unit.pings.add(
            Deflected(
                author_id=by.id,
                developer_ids=tuple(each.id for each in called.developers),
                group_member_ids=tuple(each.id for each in called.members),
                groups=tuple(each.handle for each in called.groups),
                channel=channel,
                ts=ts,
                thread_ts=thread_ts,
                text=text,
                at=acting.now,
                focus_until=called.focus_until,
                is_quiet=is_quiet,
            )
        )
        if ping_id is None:
            return False
        if not is_quiet:
            unit.outbox.add(PingDeflected(ping_id=ping_id), now=acting.now)
        return True


def ping_facts(unit: Unit, ping_id: int, *, policy: Policy, now: datetime) -> Ping | None:
    """What the note says, as it is now; None where nobody has the desk any more."""
    ping = unit.pings.get(ping_id)
    duty = find_on_duty(unit, policy=policy, now=now)
    if duty is None:
        return None
    owed, within_minutes = promise(unit, duty, policy=policy, now=now)
    return Ping(
        id=ping_id,
        author=unit.people.get(ping.author_id),
        developers=tuple(unit.people.get(each) for each in ping.developer_ids),
        groups=ping.groups,
        on_duty=duty,
        channel=ping.channel,
        ts=ping.ts,
        thread_ts=ping.thread_ts,
        text=ping.text,
        answer_by=owed,
        within_minutes=within_minutes,
        focus_until=ping.focus_until if ping.focus_until and ping.focus_until > now else None,
        is_first=unit.pings.is_first(ping_id, author_id=ping.author_id),
    )


def read_ping(acting: Acting, *, ping_id: int) -> Ping:
    """The ping behind a note's button. Raises Refusal: "request.nobody_on_duty", "request.not_yours"."""
    with acting.store.read() as unit:
        deflected = unit.pings.get(ping_id)
        author = unit.people.get(deflected.author_id)
        ping = ping_facts(unit, ping_id, policy=acting.policy, now=acting.now)
    if ping is None:
        raise Refusal("request.nobody_on_duty")
    refusal = Refusal("request.not_yours", name=author.name)
    require(Deed.READ_PING, acting.by, deflected, refuse=lambda: refusal)
    return ping


def keep_note(acting: Acting, *, ping_id: int, url: str) -> None:
    """Remember where the note can be changed that its reader clicked on, until a request is made of it.

    Raises as `read_ping` does.
    """
    read_ping(acting, ping_id=ping_id)
    with acting.store.begin() as unit:
        unit.pings.keep_note(ping_id, url, now=acting.now)


def became_request(
    unit: Unit, request_id: int, *, requester_id: int, source: Source | None, acting: Acting
) -> None:
    """A request was made of its requester's message: where that was a ping, it counts as one, and the note
    says so.
    """
    if source is None:
        return
    ping_id = unit.pings.became(request_id, author_id=requester_id, source=source)
    if ping_id is not None and unit.pings.note(ping_id, since=acting.now - CHANGEABLE_FOR):
        unit.outbox.add(PingBecameRequest(ping_id=ping_id), now=acting.now)


def forget_notes(acting: Acting) -> None:
    """Forget where notes could be changed that Slack does not let be changed any more."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.begin() as unit:
        unit.pings.forget_notes(before=acting.now - CHANGEABLE_FOR)


def promise(unit: Unit, duty: Person, *, policy: Policy, now: datetime) -> tuple[datetime, int | None]:
    """By when whoever is on duty answers today's requests, and in how many minutes where they work now."""
    owed = answer_owed_by(unit, duty, urgency=Urgency.TODAY, policy=policy, now=now)
    minutes = policy.intake.answer_minutes(Urgency.TODAY)
    return owed, minutes if owed == now + timedelta(minutes=minutes) else None
