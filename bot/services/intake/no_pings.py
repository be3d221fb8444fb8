"""Somebody mentions a developer: where they are pointed, and what fills the form for them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.access import Deed, require
from bot.domain.intake.facts import Ping
from bot.domain.intake.notices import PingDeflected
from bot.domain.intake.pings import Deflected, is_emergency, is_shielded, passes
from bot.domain.intake.triage import Urgency
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.duty import answer_owed_by, find_on_duty
from bot.services.intake.markup import people_named, seen_by_people
from storage.unit import Unit


def deflect_ping(
    acting: Acting, *, channel: str, ts: str, thread_ts: str | None, markup: str, calls: Sequence[str]
) -> bool:
    """Point the writer to the desk, once a message; False where the message may pass.

    `markup` is all that the message says, `calls` whom its writer mentioned (Slack ids). Where nobody
    has the desk there is nobody to point to.
    """
    require(Deed.BE_POINTED_TO_THE_DESK, acting.by)
    by = acting.person
    if not calls or passes(by):
        return False
    with acting.store.read() as unit:
        text = seen_by_people(unit, markup)
        developer = called_developer(unit, markup, calls, acting)
    if developer is None:
        return False
    ping = Deflected(
        author_id=by.id,
        developer_id=developer.id,
        channel=channel,
        ts=ts,
        thread_ts=thread_ts,
        text=text,
        at=acting.now,
    )
    with acting.store.begin() as unit:
        ping_id = unit.pings.add(ping)
        if ping_id is None:
            return False
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
        developer=unit.people.get(ping.developer_id),
        on_duty=duty,
        channel=ping.channel,
        ts=ping.ts,
        thread_ts=ping.thread_ts,
        text=ping.text,
        answer_by=owed,
        within_minutes=within_minutes,
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


def promise(unit: Unit, duty: Person, *, policy: Policy, now: datetime) -> tuple[datetime, int | None]:
    """By when whoever is on duty answers today's requests, and in how many minutes where they work now."""
    owed = answer_owed_by(unit, duty, urgency=Urgency.TODAY, policy=policy, now=now)
    minutes = policy.intake.answer_minutes(Urgency.TODAY)
    return owed, minutes if owed == now + timedelta(minutes=minutes) else None


def called_developer(unit: Unit, markup: str, calls: Sequence[str], acting: Acting) -> Person | None:
    """The first developer mentioned who should not have been; None in an emergency."""
    duty = find_on_duty(unit, policy=acting.policy, now=acting.now)
    if duty is None:
        return None
    named = people_named(unit, calls).values()
    found = next((each for each in named if is_shielded(each, author=acting.by, on_duty=duty)), None)
    if found is not None and is_emergency(seen_by_people(unit, markup), acting.policy.intake.emergency_words):
        return None
    return found
