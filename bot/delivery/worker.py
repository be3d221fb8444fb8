"""The sender: claims what is due, words it, sends it, remembers where it stands."""

import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from types import MappingProxyType

import structlog
from structlog.contextvars import bound_contextvars

from bot.clock import Clock
from bot.delivery.carrying import carry
from bot.delivery.errands import Carriers, Errand, TryLater
from bot.delivery.outcomes import NeverDrawn, Outcome, Outcomes, TooLate, backoff
from bot.delivery.outgoing import Routes
from bot.delivery.pace import Pace
from bot.delivery.sending import Sending, Try, method_of
from bot.delivery.wording import Worded, Wording
from bot.domain.notices import Notice, is_drawn, restore
from bot.domain.policy import Policy
from bot.meters import DELIVERIES
from bot.right_of_way import RightOfWay
from bot.slack.client import Slack
from bot.slack.limits import HeldBack
from bot.spans import span
from storage.outbox import Claim
from storage.unit import Store, Unit

LEASE = timedelta(seconds=60)
BATCH = 40
SENDERS = 4
CARRIERS = 4
"""So many errands at once, and no more are leased than are begun at once: each has its whole lease."""
LONG_WORDED = LEASE / 10
"""A batch that took longer to word begins its lease anew."""
MOST_DRAWN = 3
"""So often a file is begun that nobody finishes; then it is parked, and the admins hear of it."""
LOOKS_EVERY_SECONDS = 1.0
WRITTEN_DOWN_WITHIN_SECONDS = 0.5
"""So long what was posted of a batch waits for the rest of it."""

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
        way: RightOfWay | None = None,
    ) -> None:
        self._way = way or RightOfWay()
        self._store = store
        self._carriers = carriers
        self._clock = clock
        self._policy = policy
        self._wording = Wording(store=store, policy=policy, routes=routes, way=self._way)
        self._sending = Sending(store=store, slack=slack, policy=policy, wording=self._wording)
        self._limits = slack.limits
        self._pace = Pace(slack.limits)
        self._outcomes = Outcomes(store=store, policy=policy, pace=self._pace)
        self._stopping = threading.Event()
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
        """Seconds until the last of the methods may be called again that Slack has paused."""
        return self._limits.paused_for()

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
                self._way.give()
                moment = now or self._clock.now()
                with self._store.begin() as unit:
                    claims = self._claim(unit, road, now=moment)
                if not claims:
                    return total
                self._deliver(claims, road=road, now=moment)
                total += len(claims)
        return total

    def _claim(self, unit: Unit, road: Road, *, now: datetime) -> Sequence[Claim]:
        if road.elsewhere:
            return unit.outbox.claim(now=now, lease=LEASE, limit=road.batch, elsewhere=True)
        return unit.outbox.claim(
            now=now,
            lease=LEASE,
            limit=road.batch,
            held={soon: self._pace.held(soon=soon) for soon in (True, False)},
            choose=lambda due: self._pace.choose(_one_drawn(due)),
        )

    def _run(self, road: Road) -> None:
        while not self._stopping.is_set():
            try:
                self._drain(road)
            except Exception as error:  # noqa: BLE001 - the edge: the sender must outlive a bad moment
                log.error("delivery.broke", error=type(error).__name__)
            road.wake.wait(
                timeout=LOOKS_EVERY_SECONDS
                if road.elsewhere
                else self._pace.opens(longest=LOOKS_EVERY_SECONDS)
            )
            road.wake.clear()

    def _deliver(self, claims: Sequence[Claim], *, road: Road, now: datetime) -> None:
        """Word them together, send them side by side, and write down together what came of it; a batch that
        is long on its way, as it comes.
        """
        begun = time.monotonic()
        given_up = [each for each in claims if _is_never_drawn(each)]
        tried = [(each, _restored(each)) for each in claims if each not in given_up]
        worded = [
            *self._wording.prepare_all(tried, now=now),
            *(Worded(claim=each, notice=_known(each), found=NeverDrawn()) for each in given_up),
        ]
        ended = time.monotonic()
        took = timedelta(seconds=ended - begun)
        if took > LONG_WORDED:
            worded = self._still_ours(worded, until=now + took + LEASE)
        until = ended + LEASE.total_seconds() / 2
        tries = [road.senders.submit(self._try, each, until=until, now=now) for each in worded]
        open_tries, broke = set(tries), None
        while open_tries:
            done, open_tries = wait(open_tries, timeout=WRITTEN_DOWN_WITHIN_SECONDS)
            try:
                self._write_down([each for each in tries if each in done], now=now)
            except Exception as error:  # noqa: BLE001 - the edge: what is still on its way is waited for
                broke = error
        if broke is not None:
            raise broke

    def _write_down(self, tries: Sequence[Future[Outcome | None]], *, now: datetime) -> None:
        """At once, whoever is being answered: until it is written down a reply under a card is nobody's."""
        came = [outcome for each in tries if (outcome := each.result()) is not None]
        if came:
            self._outcomes.record(came, now=now)

    def _still_ours(self, worded: Sequence[Worded], *, until: datetime) -> list[Worded]:
        """Those that no other process took over while they were worded; their lease lasts until then."""
        with self._store.begin() as unit:
            kept = unit.outbox.renew([each.claim for each in worded], until=until)
        return [each for each in worded if each.claim.row_id in kept]

    def _try(self, worded: Worded, *, until: float, now: datetime) -> Outcome | None:
        """None where it was an errand: what came of that is written down already."""
        claim = worded.claim
        self._way.give()
        with (
            bound_contextvars(delivery=f"{claim.row_id}.{claim.attempts}"),
            span("delivery", kind=claim.kind),
        ):
            return self._tried(worded, until=until, now=now)

    def _tried(self, worded: Worded, *, until: float, now: datetime) -> Outcome | None:
        claim, notice, found = worded.claim, worded.notice, worded.found
        prepared, posted = None, None
        try:
            if isinstance(found, Exception):
                raise found
            if time.monotonic() > until:
                raise TooLate
            if isinstance(found, Errand):
                carry(self._store, self._carriers, claim, found, now=now)
                return None
            if found is not None:
                prepared = found
                this = Try(mark=claim.mark, unsure=claim.unsure, soon=not claim.bulk, now=now)
                posted = self._sending.send(prepared, this)
                self._pace.called(claim.kind, method_of(prepared))
        except TryLater as trouble:
            seconds = backoff(claim.attempts) if trouble.seconds is None else trouble.seconds
            with self._store.begin() as unit:
                until_then = now + timedelta(seconds=seconds)
                unit.outbox.put_off(claim.row_id, until=until_then, unsure=True, problem=trouble.reason)
            DELIVERIES.labels("put_off").inc()
            log.warning(
                "delivery.put_off", kind=claim.kind, row=claim.row_id, reason=trouble.reason, seconds=seconds
            )
            return None
        except Exception as trouble:  # noqa: BLE001 - the edge: one bad notice must not stop the others
            if isinstance(trouble, HeldBack):
                self._pace.called(claim.kind, trouble.method)
            return Outcome(claim=claim, notice=notice, prepared=prepared, trouble=trouble)
        return Outcome(claim=claim, notice=notice, prepared=prepared, posted=posted)


def _one_drawn(due: Sequence[Claim]) -> Sequence[Claim]:
    """Of what takes seconds to draw only the first: the others of its batch wait for no more than one."""
    drawn = [each.row_id for each in due if is_drawn(each.kind)]
    return [each for each in due if each.row_id not in drawn[1:]]


def _is_never_drawn(claim: Claim) -> bool:
    """Whether nothing was ever said of why it did not come through, though it was begun that often."""
    return is_drawn(claim.kind) and claim.problem is None and claim.attempts >= MOST_DRAWN


def _known(claim: Claim) -> Notice | None:
    found = _restored(claim)
    return found if isinstance(found, Notice) else None


def _restored(claim: Claim) -> Notice | Exception:
    try:
        return restore(claim.kind, claim.payload)
    except Exception as error:  # noqa: BLE001 - the edge: what another version wrote is parked
        return error
