"""Somebody who is not in the organisation mentions a developer: they are pointed to the desk too."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.intake.facts import StrangerPing
from bot.domain.intake.notices import StrangerDeflected
from bot.domain.people import Person, Stranger
from bot.domain.policy import Policy
from bot.services.acting import Acting
from bot.services.intake.duty import find_on_duty
from bot.services.intake.no_pings import called_developer, promise
from storage.unit import Unit


def pinged_developer(acting: Acting, *, markup: str, calls: Sequence[str]) -> Person | None:
    """The developer whom a stranger should not have mentioned, None where the message may pass.

    `markup` is all that the message says, `calls` whom its writer mentioned (Slack ids).
    """
    if not calls:
        return None
    with acting.store.read() as unit:
        return called_developer(unit, markup, calls, acting)


def deflect_stranger(
    acting: Acting, *, developer: Person, by: Stranger, channel: str, ts: str, thread_ts: str | None
) -> None:
    """Point the writer to the desk, once a message."""
    with acting.store.begin() as unit:
        ping_id = unit.requests.add_stranger_ping(
            slack_id=by.slack_id,
            locale=by.locale,
            timezone=by.timezone,
            developer_id=developer.id,
            channel=channel,
            ts=ts,
            thread_ts=thread_ts,
            at=acting.now,
        )
        if ping_id is not None:
            unit.outbox.add(StrangerDeflected(ping_id=ping_id), now=acting.now)


def stranger_ping_facts(unit: Unit, ping_id: int, *, policy: Policy, now: datetime) -> StrangerPing | None:
    """What the note says, as things stand now; None where nobody has the desk any more."""
    row = unit.requests.stranger_ping(ping_id)
    duty = find_on_duty(unit, policy=policy)
    if duty is None:
        return None
    owed, within_minutes = promise(duty, policy=policy, now=now)
    return StrangerPing(
        author=Stranger(slack_id=row.slack_id, locale=row.locale, timezone=row.timezone),
        developer=unit.people.get(row.developer_id).value(),
        on_duty=duty,
        channel=row.channel,
        thread_ts=row.thread_ts,
        answer_by=owed,
        within_minutes=within_minutes,
    )
