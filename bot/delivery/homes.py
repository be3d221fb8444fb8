"""The drawer: shows every open Home anew that does not show any more what holds."""

import hashlib
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.clock import Clock
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.right_of_way import RightOfWay
from bot.services.acting import Acting
from bot.services.home import home_facts
from bot.slack.client import Slack
from bot.slack.errors import RateLimited, Rejected, Unreachable
from messages.catalog import Words
from messages.home.view import home_view
from storage.homes import ToDraw
from storage.unit import Store

LEASE = timedelta(seconds=30)
RECHECK = timedelta(minutes=10)
"""So often an open Home is looked at though nobody changed anything: hours pass by themselves."""

BATCH = 20
DRAWERS = 4
POLL_SECONDS = 0.8
"""How long a change made in another process waits to be seen: with the drawing it is there in two seconds."""

BETWEEN_TWO_SECONDS = 0.8
"""As far apart one Home is drawn, but for what its reader opens: many changes at once are one."""

AFTER_FAILURE_SECONDS = 5.0
CLOSES_EVERY_SECONDS = 60.0

log = structlog.get_logger()


class Homes:
    """Draws open Homes. Any number of these, in any number of processes, may run at once: a Home is drawn by
    one at a time, from what holds then, so that the newest wins.
    """

    def __init__(
        self,
        *,
        store: Store,
        slack: Slack,
        clock: Clock,
        policy: Policy,
        between_two: float = BETWEEN_TWO_SECONDS,
        after_failure: float = AFTER_FAILURE_SECONDS,
        way: RightOfWay | None = None,
    ) -> None:
        self._way = way or RightOfWay()
        self._store = store
        self._slack = slack
        self._clock = clock
        self._policy = policy
        self._between_two = between_two
        self._after_failure = after_failure
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._turn = threading.Lock()
        self._drawers = ThreadPoolExecutor(DRAWERS, thread_name_prefix="drawer")
        self._paused_until = 0.0
        self._closes_at = 0.0
        self._drawn: dict[int, float] = {}
        self._failed: dict[int, float] = {}
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Draw in the background until `stop`."""
        self._thread = threading.Thread(target=self._run, name="homes", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish what is being drawn and return."""
        self._stopping.set()
        self._wake.set()
        if self._thread:
            self._thread.join(timeout=30)
        self._drawers.shutdown(wait=False)

    @property
    def is_alive(self) -> bool:
        """Whether its thread is at work."""
        return self._thread is not None and self._thread.is_alive()

    def wake(self) -> None:
        """A Home was marked."""
        self._wake.set()

    def drain(self) -> int:
        """Draw all that is to be drawn now; returns how many Homes were looked at."""
        total = 0
        with self._turn:
            while not self._stopping.is_set() and time.monotonic() >= self._paused_until:
                claims = self._claim()
                if not claims:
                    return total
                list(self._drawers.map(self._deal, claims))
                total += len(claims)
        return total

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._close()
                self.drain()
            except Exception as error:  # noqa: BLE001 - the edge: the drawer must outlive a bad moment
                log.error("homes.broke", error=type(error).__name__)
            self._wake.wait(timeout=POLL_SECONDS)
            self._wake.clear()

    def _close(self) -> None:
        if time.monotonic() < self._closes_at:
            return
        self._closes_at = time.monotonic() + CLOSES_EVERY_SECONDS
        with self._store.begin() as unit:
            unit.homes.close(now=self._clock.now())

    def _claim(self) -> list[ToDraw]:
        now, instant = self._clock.now(), time.monotonic()
        self._drawn = _later_than(self._drawn, instant - self._between_two)
        self._failed = _later_than(self._failed, instant - self._after_failure)
        with self._store.read() as unit:
            if not unit.homes.is_any_due(now=now, recheck=RECHECK):
                return []
        with self._store.begin() as unit:
            return unit.homes.claim(
                now=now,
                lease=LEASE,
                recheck=RECHECK,
                limit=BATCH,
                drawn=self._drawn,
                failed=self._failed,
            )

    def _deal(self, claim: ToDraw) -> None:
        self._way.give()
        now = self._clock.now()
        try:
            shows = self._draw(claim, now=now)
        except RateLimited as limit:
            self._paused_until = max(self._paused_until, time.monotonic() + limit.retry_after)
            self._let_go(claim, reason=limit.reason)
        except Unreachable as trouble:
            self._let_go(claim, reason=trouble.reason)
        except Rejected as refusal:
            log.warning("home.refused", reason=refusal.reason)
            self._shut(claim)
        except Exception as error:  # noqa: BLE001 - the edge: one bad Home must not stop the others
            self._let_go(claim, reason=type(error).__name__)
        else:
            if shows is None:
                self._shut(claim)
                return
            self._drawn[claim.person_id] = time.monotonic()
            with self._store.begin() as unit:
                unit.homes.drawn(claim, shows=shows, now=now)

    def _draw(self, claim: ToDraw, *, now: datetime) -> str | None:
        """What it shows now; None where there is nobody to show it to."""
        with self._store.read() as unit:
            person = unit.people.get(claim.person_id)
        if person.slack_id is None or not person.is_active:
            return None
        view = self._view(person, now=now)
        shows = hashlib.sha256(json.dumps(view, sort_keys=True).encode()).hexdigest()
        if shows != claim.fingerprint:
            self._slack.publish_home(person.slack_id, view=view)
        return shows

    def _view(self, person: Person, *, now: datetime) -> dict[str, Any]:
        words = Words(locale=person.locale, timezone=person.timezone, now=now)
        return home_view(
            words, home_facts(Acting(store=self._store, by=person, now=now, policy=self._policy))
        )

    def _let_go(self, claim: ToDraw, *, reason: str) -> None:
        log.warning("home.put_off", reason=reason)
        self._failed[claim.person_id] = time.monotonic()
        with self._store.begin() as unit:
            unit.homes.let_go(claim.person_id)

    def _shut(self, claim: ToDraw) -> None:
        with self._store.begin() as unit:
            unit.homes.shut(claim.person_id)


def _later_than(moments: dict[int, float], instant: float) -> dict[int, float]:
    return {who: at for who, at in moments.items() if at > instant}
