"""What came of a batch of tries, written down in one transaction."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.delivery import parking
from bot.delivery.pace import Pace
from bot.delivery.sending import spot
from bot.delivery.wording import Prepared
from bot.domain.concerns import Cause
from bot.domain.notices import Notice
from bot.domain.policy import Policy
from bot.meters import DELIVERIES
from bot.services.nudging.unsaid import was_never_said
from bot.slack.client import Posted
from bot.slack.errors import RateLimited, SlackFailure, Unreachable
from bot.slack.limits import HeldBack
from storage.engine import is_passing
from storage.outbox import Claim
from storage.unit import Store, Unit

LONGEST_WAIT_SECONDS = 300.0

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One try. `trouble`: why nothing was sent. `prepared` is None where there was nothing to say."""

    claim: Claim
    notice: Notice | None = None
    prepared: Prepared | None = None
    posted: Posted | None = None
    trouble: Exception | None = None


class TooLate(Exception):
    """Its turn came when its lease was nearly over: it was not tried."""


class NeverDrawn(Exception):
    """Its file was begun several times, and no process lived or kept its lease until it was drawn."""


class Outcomes:
    """Writes them down. What cannot be written is left to its lease, and looked up in Slack after that."""

    def __init__(self, *, store: Store, policy: Policy, pace: Pace) -> None:
        self._store = store
        self._policy = policy
        self._pace = pace

    def record(self, outcomes: Sequence[Outcome], *, now: datetime) -> None:
        """All of them together; one by one where that fails. Raises what the last raised."""
        try:
            self._write(outcomes, now=now)
        except Exception as error:
            if len(outcomes) <= 1:
                raise
            log.warning("delivery.recorded_singly", error=type(error).__name__)
            broke: Exception | None = None
            for each in outcomes:
                try:
                    self._write([each], now=now)
                except Exception as trouble:  # noqa: BLE001 - the edge: it must not keep the others back
                    broke = trouble
            if broke is not None:
                raise broke from None

    def _write(self, outcomes: Sequence[Outcome], *, now: datetime) -> None:
        through = [each for each in outcomes if each.trouble is None and each.prepared is not None]
        back = [each for each in outcomes if isinstance(each.trouble, HeldBack | TooLate)]
        with self._store.begin() as unit:
            if through:
                rows = [row for each in through for row in (each.claim.row_id, *each.claim.covers)]
                unit.outbox.sent_all(rows, now=now)
                self._stand(unit, through, now=now)
            if back:
                unit.outbox.give_back([(each.claim, self._again(each, now=now)) for each in back])
            for each in outcomes:
                if each.trouble is None and each.prepared is None:
                    self._say_nothing(unit, each, now=now)
                elif each.trouble is not None and _passes(each.trouble) and each not in back:
                    self._put_off(unit, each.claim, each.trouble, now=now)
                elif each.trouble is not None and each not in back:
                    self._park(unit, each, now=now)
        for each in outcomes:
            if each not in back:
                DELIVERIES.labels(_named(each)).inc()
            if each.trouble is None and each.prepared is not None:
                log.info("delivery.sent", kind=each.claim.kind, row=each.claim.row_id)

    def _stand(self, unit: Unit, through: Sequence[Outcome], *, now: datetime) -> None:
        wrong = unit.concerns.open_of(list(Cause))
        unit.cards.put_all(
            [
                (spot(each.prepared.outgoing.card, each.posted, each.prepared), each.prepared.card)
                for each in through
                if each.posted and each.prepared and each.prepared.outgoing.card
            ],
            now=now,
        )
        for each in through:
            if each.posted and each.prepared:
                parking.settle(
                    unit, each.claim, each.prepared.outgoing, posted=each.posted, wrong=wrong, now=now
                )

    def _say_nothing(self, unit: Unit, each: Outcome, *, now: datetime) -> None:
        hours = self._policy.hours.office
        unsure = each.claim.unsure
        if each.notice and was_never_said(unit, each.notice, unsure=unsure, hours=hours, now=now):
            unit.outbox.drop(each.claim.row_id)
        else:
            unit.outbox.sent(each.claim.row_id, now=now)

    def _put_off(self, unit: Unit, claim: Claim, trouble: Exception, *, now: datetime) -> None:
        if isinstance(trouble, RateLimited):
            seconds, unsure = trouble.retry_after, claim.unsure
        else:
            seconds, unsure = backoff(claim.attempts), True
        reason = trouble.reason if isinstance(trouble, SlackFailure) else type(trouble).__name__
        until = now + timedelta(seconds=seconds)
        unit.outbox.put_off(claim.row_id, until=until, unsure=unsure, problem=reason)
        log.warning("delivery.put_off", kind=claim.kind, row=claim.row_id, reason=reason, seconds=seconds)

    def _again(self, each: Outcome, *, now: datetime) -> datetime:
        return (
            self._pace.slot(each.claim, each.trouble, now=now) if isinstance(each.trouble, HeldBack) else now
        )

    def _park(self, unit: Unit, each: Outcome, *, now: datetime) -> None:
        assert each.trouble is not None
        parking.park(
            unit,
            each.claim.row_id,
            each.trouble,
            notice=each.notice,
            outgoing=each.prepared.outgoing if each.prepared else None,
            policy=self._policy,
            now=now,
        )


def _named(each: Outcome) -> str:
    if each.trouble is None:
        return "dropped" if each.prepared is None else "sent"
    return "put_off" if _passes(each.trouble) else "parked"


def _passes(trouble: Exception) -> bool:
    """Whether nothing is wrong with the notice: Slack, or the database when it was worded, cannot for now."""
    return isinstance(trouble, RateLimited | Unreachable) or is_passing(trouble)


def backoff(attempts: int) -> float:
    """Seconds until the next try."""
    longest = min(2.0**attempts, LONGEST_WAIT_SECONDS)
    return longest * random.uniform(0.5, 1.0)
