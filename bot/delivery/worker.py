"""The sender: claims what is due, words it, sends it, remembers where it stands."""

import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from types import MappingProxyType

import structlog
from structlog.contextvars import bound_contextvars

from bot.clock import Clock
from bot.delivery import parking
from bot.delivery.errands import Carriers, Errand, GivenUp, TryLater
from bot.delivery.outgoing import Routes
from bot.delivery.sending import Sending, Try, spot
from bot.delivery.wording import Prepared, Wording
from bot.domain.notices import Notice, restore
from bot.domain.policy import Policy
from bot.meters import DELIVERIES
from bot.services.nudging.unsaid import was_never_said
from bot.slack.client import Posted, Slack
from bot.slack.errors import RateLimited, Unreachable
from bot.spans import span
from storage.outbox import Claim
from storage.unit import Store, Unit

LEASE = timedelta(seconds=60)
BATCH = 40
SENDERS = 4
CARRIERS = 4
"""So many errands at once, and no more are leased than are begun at once: each has its whole lease."""
LONGEST_WAIT_SECONDS = 300.0

log = structlog.get_logger()


class Road:
    """One way out of the outbox, with threads of its own: what is slow on the one holds nothing up on the
    other. `elsewhere`: it leads elsewhere than to Slack.
    """

    def __init__(self, *, elsewhere: bool, batch: int, threads: int) -> None:
        self.elsewhere = elsewhere
        self.batch = batch
        self.turn = threading.RLock()
        self.wake = threading.Event()
        self.name = "errands" if elsewhere else "delivery"
        self.senders = ThreadPoolExecutor(threads, thread_name_prefix=self.name)
        self.thread: threading.Thread | None = None


class Delivery:
    """Drains the outbox. Any number of these, in any number of processes, may run at once."""

    def __init__(
        self,
        *,
        store: Store,
        slack: Slack,
        clock: Clock,
        policy: Policy,
        routes: Routes,
        carriers: Carriers = MappingProxyType({}),
    ) -> None:
        self._store = store
        self._carriers = carriers
        self._clock = clock
        self._policy = policy
        self._wording = Wording(store=store, policy=policy, routes=routes)
        self._sending = Sending(store=store, slack=slack, policy=policy, wording=self._wording)
        self._stopping = threading.Event()
        self._paused_until = 0.0
        self._roads = (
            Road(elsewhere=False, batch=BATCH, threads=SENDERS),
            Road(elsewhere=True, batch=CARRIERS, threads=CARRIERS),
        )

    def start(self) -> None:
        """Send in the background until `stop`."""
        for road in self._roads:
            road.thread = threading.Thread(target=self._run, args=(road,), name=road.name, daemon=True)
            road.thread.start()

    def stop(self) -> None:
        """Finish what is being sent and return; what waits stays in the outbox."""
        self._stopping.set()
        self.wake()
        for road in self._roads:
            if road.thread:
                road.thread.join(timeout=30)
            road.senders.shutdown(wait=False)  # nobody sends any more, unless the half minute was not enough

    def idle_roads(self) -> list[str]:
        """The names of those whose thread is not at work."""
        return [road.name for road in self._roads if road.thread is None or not road.thread.is_alive()]

    def paused_for(self) -> float:
        """Seconds until Slack may be called again."""
        return max(0.0, self._paused_until - time.monotonic())

    def wake(self) -> None:
        """Something was written to the outbox."""
        for road in self._roads:
            road.wake.set()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Inside it only the caller drains: whoever moves the clock must not outrun a lease."""
        with ExitStack() as turns:
            for road in self._roads:
                turns.enter_context(road.turn)
            yield

    def drain(self, *, now: datetime | None = None) -> int:
        """Send all that is due and not put off; returns how many notices were dealt with."""
        total = 0
        while dealt_with := sum(self._drain(road, now=now) for road in self._roads):
            total += dealt_with
        return total

    def _drain(self, road: Road, *, now: datetime | None = None) -> int:
        total = 0
        with road.turn:
            while not self._stopping.is_set():
                moment = now or self._clock.now()
                with self._store.begin() as unit:
                    claims = unit.outbox.claim(
                        now=moment, lease=LEASE, limit=road.batch, elsewhere=road.elsewhere
                    )
                if not claims:
                    return total
                list(road.senders.map(lambda claim, at=moment: self._deliver(claim, now=at), claims))
                total += len(claims)
        return total

    def _run(self, road: Road) -> None:
        while not self._stopping.is_set():
            try:
                self._drain(road)
            except Exception as error:  # noqa: BLE001 - the edge: the sender must outlive a bad moment
                log.error("delivery.broke", error=type(error).__name__)
            road.wake.wait(timeout=1.0)
            road.wake.clear()

    def _deliver(self, claim: Claim, *, now: datetime) -> None:
        with (
            bound_contextvars(delivery=f"{claim.row_id}.{claim.attempts}"),
            span("delivery", kind=claim.kind),
        ):
            self._try(claim, now=now)

    def _try(self, claim: Claim, *, now: datetime) -> None:
        notice, prepared = None, None
        try:
            notice = restore(claim.kind, claim.payload)
            found = self._wording.prepare(notice, now=now)
            if isinstance(found, Errand):
                self._run_errand(claim, found, now=now)
                return
            prepared = found
            posted = self._send(claim, prepared, now=now) if prepared else None
        except RateLimited as limit:
            self._paused_until = max(self._paused_until, time.monotonic() + limit.retry_after)
            self._put_off(claim, limit.retry_after, now=now, reason=limit.reason, unsure=claim.unsure)
        except Unreachable as trouble:
            self._put_off(claim, _backoff(claim.attempts), now=now, reason=trouble.reason, unsure=True)
        except Exception as trouble:  # noqa: BLE001 - the edge: one bad notice must not stop the others
            self._park(claim, trouble, notice=notice, prepared=prepared, now=now)
        else:
            self._record(claim, notice, prepared, posted, now=now)

    def _run_errand(self, claim: Claim, errand: Errand, *, now: datetime) -> None:
        """What goes elsewhere than to Slack; Slack's own pauses do not hold it up."""
        carrier = self._carriers.get(type(errand))
        if carrier is None:
            with self._store.begin() as unit:
                unit.outbox.drop(claim.row_id)
            DELIVERIES.labels("dropped").inc()
            log.info("delivery.no_carrier", kind=claim.kind, row=claim.row_id)
            return
        try:
            receipt = carrier.carry(errand)
        except TryLater as trouble:
            seconds = _backoff(claim.attempts) if trouble.seconds is None else trouble.seconds
            self._put_off(claim, seconds, now=now, reason=trouble.reason, unsure=True)
        except GivenUp as trouble:
            with self._store.begin() as unit:
                unit.outbox.park(claim.row_id, problem=trouble.reason)
                carrier.given_up(unit, errand, trouble.reason, now=now)
            DELIVERIES.labels("parked").inc()
            log.warning("delivery.parked", kind=claim.kind, row=claim.row_id, reason=trouble.reason)
        else:
            with self._store.begin() as unit:
                unit.outbox.sent(claim.row_id, now=now)
                carrier.carried(unit, errand, receipt, now=now)
            DELIVERIES.labels("sent").inc()
            log.info("delivery.sent", kind=claim.kind, row=claim.row_id)

    def _send(self, claim: Claim, prepared: Prepared, *, now: datetime) -> Posted | None:
        self._respect_pause()
        return self._sending.send(prepared, Try(mark=f"{claim.row_id}", unsure=claim.unsure, now=now))

    def _respect_pause(self) -> None:
        # Waiting here would outlive the lease: the notice is put off instead, without calling Slack.
        wait = self._paused_until - time.monotonic()
        if wait > 0:
            raise RateLimited(wait)

    def _record(
        self,
        claim: Claim,
        notice: Notice,
        prepared: Prepared | None,
        posted: Posted | None,
        *,
        now: datetime,
    ) -> None:
        with self._store.begin() as unit:
            if prepared is None and self._was_never_said(unit, claim, notice, now=now):
                unit.outbox.drop(claim.row_id)
                DELIVERIES.labels("dropped").inc()
                return
            kept = unit.outbox.sent(claim.row_id, now=now)
            if posted and prepared:
                parking.settle(unit, kept, prepared.outgoing, posted=posted, now=now)
                if prepared.outgoing.card:
                    stands = spot(prepared.outgoing.card, posted, prepared)
                    unit.cards.put(stands, now=now, before=prepared.card)
        DELIVERIES.labels("sent").inc()
        log.info("delivery.sent", kind=claim.kind, row=claim.row_id)

    def _was_never_said(self, unit: Unit, claim: Claim, notice: Notice, *, now: datetime) -> bool:
        hours = self._policy.hours.office
        return was_never_said(unit, notice, unsure=claim.unsure, hours=hours, now=now)

    def _put_off(self, claim: Claim, seconds: float, *, now: datetime, reason: str, unsure: bool) -> None:
        with self._store.begin() as unit:
            until = now + timedelta(seconds=seconds)
            unit.outbox.put_off(claim.row_id, until=until, unsure=unsure, problem=reason)
        DELIVERIES.labels("put_off").inc()
        log.warning("delivery.put_off", kind=claim.kind, row=claim.row_id, reason=reason, seconds=seconds)

    def _park(
        self,
        claim: Claim,
        trouble: Exception,
        *,
        notice: Notice | None,
        prepared: Prepared | None,
        now: datetime,
    ) -> None:
        with self._store.begin() as unit:
            parking.park(
                unit,
                claim.row_id,
                trouble,
                notice=notice,
                outgoing=prepared.outgoing if prepared else None,
                policy=self._policy,
                now=now,
            )
        DELIVERIES.labels("parked").inc()


def _backoff(attempts: int) -> float:
    longest = min(2.0**attempts, LONGEST_WAIT_SECONDS)
    return longest * random.uniform(0.5, 1.0)
