"""Somebody who is not in the organisation mentions a developer: they are pointed to the desk too."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.access import Deed, require
from bot.domain.intake.form_facts import StrangerPing
from bot.domain.intake.notices import StrangerDeflected
from bot.domain.intake.pings import QUIET_FOR, StrangerDeflection
from bot.domain.people import Stranger
from bot.domain.policy import Policy
from bot.services.acting import Acting
from bot.services.intake.duty import find_on_duty
from bot.services.intake.no_pings import promise
from bot.services.intake.shielding import Called, called_developers
from storage.unit import Unit


def pinged_developers(acting: Acting, *, markup: str, calls: Sequence[str], channel: str) -> Called | None:
    """Whom a stranger should not have mentioned, None where the message may pass.

    `markup` is all that the message says, `calls` whom its writer mentioned (Slack ids).
    """
    require(Deed.BE_POINTED_TO_THE_DESK, acting.by)
    if not calls:
        return None
    with acting.store.read() as unit:
        return called_developers(unit, markup, calls, acting, channel=channel)


def deflect_stranger(
    acting: Acting, *, called: Called, by: Stranger, channel: str, ts: str, thread_ts: str | None
) -> None:
    """Point the writer to the desk, once a message, and never twice in ten minutes in one channel."""
    require(Deed.BE_POINTED_TO_THE_DESK, acting.by)
    with acting.store.begin() as unit:
        is_quiet = unit.pings.stranger_was_told(by.slack_id, channel, since=acting.now - QUIET_FOR)
        ping_id = unit.pings.add_strangers(
            StrangerDeflection(
                slack_id=by.slack_id,
                locale=by.locale,
                timezone=by.timezone,
                developer_id=called.developers[0].id if called.developers else None,
                groups=tuple(each.handle for each in called.groups),
                channel=channel,
                ts=ts,
                thread_ts=thread_ts,
                at=acting.now,
                is_quiet=is_quiet,
            )
        )
        if ping_id is not None and not is_quiet:
            unit.outbox.add(StrangerDeflected(ping_id=ping_id), now=acting.now)


def stranger_ping_facts(unit: Unit, ping_id: int, *, policy: Policy, now: datetime) -> StrangerPing | None:
    """What the note says, as it is now; None where nobody has the desk any more."""
    ping = unit.pings.strangers(ping_id)
    duty = find_on_duty(unit, policy=policy, now=now)
    if duty is None:
        return None
    owed, within_minutes = promise(unit, duty, policy=policy, now=now)
    return StrangerPing(
        author=Stranger(slack_id=ping.slack_id, locale=ping.locale, timezone=ping.timezone),
        developers=(unit.people.get(ping.developer_id),) if ping.developer_id else (),
        groups=ping.groups,
        on_duty=duty,
        channel=ping.channel,
        thread_ts=ping.thread_ts,
        answer_by=owed,
        within_minutes=within_minutes,
    )
