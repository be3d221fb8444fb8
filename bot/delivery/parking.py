"""What could not be sent is parked, and whoever can mend the reason is told: a concern a cause."""

import secrets
import traceback
from collections.abc import Collection
from datetime import datetime
from typing import Any

import structlog

from bot.delivery.outgoing import Outgoing
from bot.delivery.redraw import after_a_move
from bot.domain.concerns import Cause, ConcernsChanged
from bot.domain.notices import DESK, Notice
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.services.concerns import note_concern, settle_concern
from bot.services.notice_facts import notice_facts
from bot.services.people.profiles import can_be_reached
from bot.slack.client import Posted
from bot.slack.errors import Rejected
from bot.slack.reasons import Reason, reason_of
from storage.outbox import Claim, Kept
from storage.unit import Unit

log = structlog.get_logger()

OF_A_CHANNEL = {Reason.CHANNEL: Cause.CHANNEL_GONE, Reason.MEMBERSHIP: Cause.NOT_IN_CHANNEL}
SILENT = frozenset({Reason.WAITS, Reason.MOOT})
"""Nobody is told: what is waited for was told itself, or there is nothing to mend."""
OF_ONE_MESSAGE = frozenset({Reason.POLICY, Reason.OURS, Reason.CARD, Reason.TRANSIENT})


def park(
    unit: Unit,
    row_id: int,
    trouble: Exception,
    *,
    notice: Notice | None,
    outgoing: Outgoing | None,
    policy: Policy,
    now: datetime,
) -> None:
    """Give a notice up until its reason is gone, and note the reason for the admins."""
    is_slacks = isinstance(trouble, Rejected)
    problem = trouble.reason if isinstance(trouble, Rejected) else type(trouble).__name__
    row = unit.outbox.park(row_id, problem=problem)
    reason = reason_of(problem) if is_slacks else Reason.OURS
    reference = secrets.token_hex(3).upper() if reason is Reason.OURS else None
    log.warning(
        "delivery.parked",
        kind=row.kind,
        row=row.row_id,
        reason=problem,
        **({"reference": reference, "frames": _frames(trouble)} if reference else {}),
    )
    noted = _concern(row, reason, outgoing, reference=reference)
    if noted is not None:
        cause, subject, facts = noted
        if reason in OF_ONE_MESSAGE:
            facts["message"] = _named(unit, notice, policy=policy)
        note_concern(unit, cause, subject=subject, facts=facts, now=now)


def settle(
    unit: Unit,
    row: Claim,
    outgoing: Outgoing,
    *,
    posted: Posted,
    wrong: Collection[tuple[Cause, str]],
    now: datetime,
) -> None:
    """It came through: whatever of it was noted as wrong is not so any more, and what waited follows.

    `wrong`: cause and subject of all that is, so that nothing is looked for that is not there.

    A channel that was missed may be another one now: the cards that stand elsewhere are drawn there.
    """
    if outgoing.whisper_to is None:
        if outgoing.person is not None:
            if any(subject == f"person:{outgoing.person.id}" for _, subject in wrong):
                can_be_reached(unit, outgoing.person.id, now=now)
        elif outgoing.channel is not None:
            gone = [each for each in wrong if each[0] in OF_A_CHANNEL.values()]
            for cause, subject in [each for each in gone if each[1].startswith(_channel(row, ""))]:
                settle_concern(unit, cause, subject=subject, now=now)
                unit.outbox.take_up_lane(row.lane, now=now)
                if row.lane != DESK:
                    continue
                for elsewhere in unit.requests.open_cards().keys() - {posted.channel}:
                    unit.outbox.add(*after_a_move(unit, gone=elsewhere, to=posted.channel), now=now)
    if row.problem is not None:
        unit.outbox.take_up_lane(row.lane, now=now)
        settle_concern(unit, Cause.NO_ACCESS, subject=row.problem, now=now)
        for cause in (Cause.REFUSED, Cause.OUR_ERROR):
            settle_concern(unit, cause, subject=_message(row), now=now)


def _concern(
    row: Kept, reason: Reason, outgoing: Outgoing | None, *, reference: str | None
) -> tuple[Cause, str, dict[str, Any]] | None:
    """The cause, its subject and what is said of it; None where nobody is to be told."""
    out_of_reach = reason in (Reason.PERSON, *OF_A_CHANNEL)
    if reason in SILENT or (out_of_reach and outgoing is not None and outgoing.whisper_to is not None):
        return None  # a whisper is worth nothing later: where it cannot be heard it is left at that
    if reason is Reason.ACCESS:
        return Cause.NO_ACCESS, str(row.problem), {"reason": row.problem}
    if outgoing is not None and out_of_reach:
        if outgoing.person is not None:
            return _not_in_slack(outgoing.person)
        channel = outgoing.channel or ""
        cause = OF_A_CHANNEL.get(reason, Cause.CHANNEL_GONE)
        return cause, _channel(row, channel), {"channel": channel.removeprefix("#")}
    if row.kind == ConcernsChanged.kind:
        return None  # of what cannot be told nothing more is told
    if reason is Reason.OURS:
        return Cause.OUR_ERROR, _message(row), {"reference": reference}
    return Cause.REFUSED, _message(row), {"reason": row.problem}


def _named(unit: Unit, notice: Notice | None, *, policy: Policy) -> dict[str, Any]:
    try:
        return notice_facts(unit, notice, policy=policy) if notice else {"kind": "unknown"}
    except Exception as error:  # noqa: BLE001 - the edge: what cannot be named is parked all the same
        log.error("delivery.not_named", error=type(error).__name__)
        return {"kind": "unknown"}


def _not_in_slack(person: Person) -> tuple[Cause, str, dict[str, Any]]:
    return Cause.NOT_IN_SLACK, f"person:{person.id}", {"name": person.name, "email": person.email}


def _channel(row: Kept | Claim, name: str) -> str:
    # With the lane, so that it is settled where another channel was chosen in the meantime, too.
    return f"{row.lane}/{name.removeprefix('#')}"


def _message(row: Kept | Claim) -> str:
    return f"message:{row.row_id}"


def _frames(error: Exception) -> list[str]:
    # The message and the local values may hold what somebody wrote: only the places are logged.
    return [
        f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)[-8:]
    ]
