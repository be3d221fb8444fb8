"""Each event once, however often and to however many processes Slack sends it."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from slack_bolt import BoltResponse

from bot.clock import Clock
from storage.engine import DatabaseFailure
from storage.seen_events import Hearing
from storage.unit import Store

log = structlog.get_logger()

LEASE = timedelta(seconds=40)
"""Longer than a listener takes, and over when Slack repeats after a minute what a dead process had."""

WAITS_SECONDS = 2.0
"""For whoever is at the same event; Slack waits for three seconds."""

LOOKS_AGAIN_AFTER_SECONDS = 0.05


class Once:
    """Lets one deal with an event; the others hear that it is done, or are told to ask again."""

    def __init__(self, store: Store, clock: Clock, *, waits_seconds: float = WAITS_SECONDS) -> None:
        self._store = store
        self._clock = clock
        self._waits_seconds = waits_seconds

    def deal(self, event_id: str, listen: Callable[[], BoltResponse]) -> BoltResponse:
        """What `listen` answers, where nobody did it before; 200 where it is done.

        503 where somebody is still at it, or the database is away: Slack repeats, and an answer of 200
        would end that although nothing may come of it. A listener that failed gives the event back.
        """
        try:
            hearing, until = self._claim(event_id)
        except DatabaseFailure as error:
            log.error("event.not_claimed", error=type(error).__name__)
            return BoltResponse(status=503, body="")
        if hearing is not Hearing.OURS:
            return BoltResponse(status=200 if hearing is Hearing.DONE else 503, body="")
        status = None
        try:
            response = listen()
            status = response.status
        finally:
            self._settle(event_id, done=status == 200, until=until)
        return response

    def _claim(self, event_id: str) -> tuple[Hearing, datetime]:
        gives_up = time.monotonic() + self._waits_seconds
        while True:
            now = self._clock.now()
            with self._store.begin() as unit:
                hearing = unit.seen_events.claim(event_id, now=now, lease=LEASE)
            if hearing is not Hearing.RUNNING or time.monotonic() > gives_up:
                return hearing, now + LEASE
            time.sleep(LOOKS_AGAIN_AFTER_SECONDS)

    def _settle(self, event_id: str, *, done: bool, until: datetime) -> None:
        # Whatever happens here, the answer stands: what is not marked is taken over when its lease ends.
        try:
            with self._store.begin() as unit:
                if done:
                    unit.seen_events.finish(event_id)
                else:
                    unit.seen_events.give_back(event_id, leased_until=until)
        except DatabaseFailure as error:
            log.error("event.not_marked", error=type(error).__name__)
